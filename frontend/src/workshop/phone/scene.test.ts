import { expect, test } from "vitest";
import { testActivity, testSession } from "../testSession";
import type { Breakout } from "../types";
import { outlineOf, placeInLine, sceneOf } from "./scene";

const group: Breakout = {
  id: "g1",
  title: "North",
  part: "goal",
  people: ["ben"],
  minutes: 10,
  state: "running",
  timer: { running: true, limited: true, ends_at: 1000, remaining_ms: 1000 },
};

test("what is on is shown; before it and between activities, what comes next", () => {
  const first = testActivity({ id: "a1", state: "done" });
  const next = testActivity({ id: "a2" });
  const session = testSession({ activities: [first, next] });
  expect(sceneOf({ ...session, current: "a2" }, "ben")).toEqual({
    show: "activity",
    activity: next,
  });
  expect(sceneOf({ ...session, current: null }, "ben")).toEqual({ show: "waiting", next });
  expect(sceneOf({ ...session, state: "planned", current: "a2" }, "ben").show).toBe("waiting");
  expect(sceneOf({ ...session, state: "ended", current: "a2" }, "ben").show).toBe("ended");
});

test("who works apart sees the group, and only while it is at work", () => {
  const session = testSession({ breakouts: [group] });
  expect(sceneOf(session, "ben")).toMatchObject({ show: "breakout", breakout: { title: "North" } });
  expect(sceneOf(session, "cleo").show).toBe("activity");
  const planned = testSession({ breakouts: [{ ...group, state: "planned" }] });
  expect(sceneOf(planned, "ben").show).toBe("activity");
});

test("places in line are counted from one", () => {
  const session = testSession({ hands: ["cleo", "ben"] });
  expect(placeInLine(session, "ben")).toBe(2);
  expect(placeInLine(session, "ada")).toBeNull();
});

test("a part of the plan, its top first, and how much more there is", () => {
  const item = (id: string, ...children: string[]) => ({ id, kind: "goal", title: id, children });
  const plan = {
    items: new Map(
      [
        item("goal", "one", "two"),
        item("one", "deep"),
        item("deep"),
        item("two"),
        item("else"),
      ].map((each) => [each.id, each]),
    ),
    roots: ["goal", "else"],
  };
  const { rows, more } = outlineOf(plan, "goal", 3);
  expect(rows.map(({ id, depth }) => [id, depth])).toEqual([
    ["goal", 0],
    ["one", 1],
    ["deep", 2],
  ]);
  expect(more).toBe(1);
  expect(outlineOf(plan, null, 9).rows).toHaveLength(5);
  expect(outlineOf(plan, "gone", 9).rows).toHaveLength(5);
});
