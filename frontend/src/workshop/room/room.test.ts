import { expect, test } from "vitest";
import { testActivity, testParticipant, testSession } from "../testSession";
import type { Breakout } from "../types";
import { companions, longestBreakout, ownBreakout } from "./breakouts";
import { nextActivity, ordinal, stepOf } from "./present";

const breakout = (given: Partial<Breakout>): Breakout => ({
  id: "x",
  title: "Group 1",
  part: null,
  people: [],
  minutes: 10,
  state: "running",
  timer: { running: true, limited: true, ends_at: 1000, remaining_ms: 0 },
  ...given,
});

test("the step says where the group is, and what comes next", () => {
  const activities = ["a", "b", "c"].map((id) => testActivity({ id }));
  expect(stepOf(testSession({ activities, current: "b" }))).toEqual({ at: 2, of: 3 });
  expect(nextActivity(testSession({ activities, current: "b" }))?.id).toBe("c");
  expect(nextActivity(testSession({ activities, current: "c" }))).toBeNull();
  expect(stepOf(testSession({ activities, current: null }))).toBeNull();
  expect(nextActivity(testSession({ activities, current: null }))?.id).toBe("a");
});

test("places in an order are said as people say them", () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
    "1st",
    "2nd",
    "3rd",
    "4th",
    "11th",
    "12th",
    "13th",
    "21st",
    "102nd",
    "111th",
  ]);
});

test("one works in the breakout that runs and that one is in", () => {
  const session = testSession({
    breakouts: [
      breakout({ id: "planned", state: "planned", people: ["bo"] }),
      breakout({ id: "mine", people: ["cy", "bo"] }),
      breakout({ id: "other", people: ["di"], timer: { ...breakout({}).timer, ends_at: 9000 } }),
    ],
  });
  expect(ownBreakout(session, "bo")?.id).toBe("mine");
  expect(ownBreakout(session, "ada")).toBeNull();
  expect(longestBreakout(session)?.id).toBe("other");
  expect(longestBreakout(testSession())).toBeNull();
});

test("the others of a breakout are named, where they are many only some", () => {
  const session = testSession({
    people: ["bo", "cy", "di", "eve"].map((id) => testParticipant(id)),
  });
  const withThem = (people: string[]) => companions(session, breakout({ people }), "bo");
  expect(withThem(["bo"])).toBe("");
  expect(withThem(["bo", "cy"])).toBe("cy");
  expect(withThem(["cy", "bo", "di", "eve"])).toBe("cy, di and eve");
  expect(withThem(["cy", "di", "eve", "gone"])).toBe("cy, di and 2 more");
});
