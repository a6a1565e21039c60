import { describe, expect, test } from "vitest";
import { testParticipant, testSession } from "../testSession";
import type { Breakout } from "../types";
import {
  dealtInto,
  draftsOf,
  groupsOf,
  type PlannedGroup,
  resized,
  toPlace,
  unplaced,
} from "./plan";

const group = (given: Partial<PlannedGroup>): PlannedGroup => ({
  key: "k",
  title: "Group 1",
  part: null,
  people: [],
  minutes: 10,
  ...given,
});
const session = testSession({
  people: [
    testParticipant("ada"),
    testParticipant("bo"),
    testParticipant("cy"),
    testParticipant("dee", { here: false }),
    testParticipant("eve", { role: "viewer" }),
    testParticipant("fay", { role: null }),
  ],
});
const two = [group({ key: "1" }), group({ key: "2", title: "Group 2" })];

test("those who take part are put into groups; not who facilitates, watches or has left", () => {
  expect(toPlace(session).map(({ person }) => person.id)).toEqual(["bo", "cy", "dee"]);
});

describe("at random", () => {
  test("only those who are here are dealt out; the rest is in no group", () => {
    const dealt = dealtInto(two, session, 1);
    expect(dealt.map(({ people }) => people.length)).toEqual([1, 1]);
    expect(dealt.flatMap(({ people }) => people).sort()).toEqual(["bo", "cy"]);
    expect(unplaced(dealt, session)).toEqual(["dee"]);
  });

  test("before anyone is here, all are", () => {
    const early = {
      ...session,
      people: session.people.map((one) => ({ ...one, here: false })),
    };
    expect(unplaced(dealtInto(two, early, 1), early)).toEqual([]);
  });

  test("what a group is called and works on stays", () => {
    const named = [group({ title: "Riders", part: "goal", minutes: 15, people: ["gone"] })];
    expect(dealtInto(named, session, 3)[0]).toMatchObject({
      title: "Riders",
      part: "goal",
      minutes: 15,
    });
  });
});

test("more groups are empty ones; the people of fewer are in none", () => {
  let next = 0;
  const key = () => `new ${++next}`;
  const more = resized([group({ minutes: 7 })], 3, key);
  expect(more.map(({ title, minutes }) => [title, minutes])).toEqual([
    ["Group 1", 7],
    ["Group 2", 7],
    ["Group 3", 7],
  ]);
  const fewer = resized([group({ people: ["bo"] }), group({ people: ["cy"] })], 1, key);
  expect(unplaced(fewer, session)).toEqual(["cy", "dee"]);
  expect(resized(two, 0, key)).toHaveLength(1);
  expect(resized(two, 900, key)).toHaveLength(50);
});

test("what is sent are the groups without what only this page knows", () => {
  const planned: Breakout = {
    id: "b1",
    title: "Riders",
    part: "goal",
    people: ["bo"],
    minutes: 12,
    state: "planned",
    timer: { running: false, limited: true, ends_at: null, remaining_ms: 720_000 },
  };
  const groups = groupsOf([planned, { ...planned, id: "b2", state: "done" }]);
  const sent = draftsOf([...groups, group({ id: "ended", title: "  " })], ["b1", "b2"]);
  expect(sent).toEqual([
    { id: "b1", title: "Riders", part: "goal", people: ["bo"], minutes: 12 },
    { title: "Group", part: null, people: [], minutes: 10 },
  ]);
});
