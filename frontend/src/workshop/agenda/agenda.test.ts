import { describe, expect, test } from "vitest";
import { testActivity } from "../testSession";
import { USUAL_SETTINGS } from "../types";
import {
  canChange,
  draftOf,
  hasOpenEnd,
  newActivity,
  nextOf,
  placeInGap,
  recipeStep,
  sourcesFor,
  stepWords,
  totalMinutes,
} from "./agenda";

const three = ["a", "b", "c"].map((id) => testActivity({ id }));

describe("time", () => {
  test("the total is what all of it is planned to take", () => {
    expect(totalMinutes([{ minutes: 5 }, { minutes: 0 }, { minutes: 12 }])).toBe(17);
  });

  test("an activity without a limit leaves the end open", () => {
    expect(hasOpenEnd([{ minutes: 5 }, { minutes: 0 }])).toBe(true);
    expect(hasOpenEnd([{ minutes: 5 }])).toBe(false);
  });
});

describe("order", () => {
  test("a gap beside an activity moves it nowhere", () => {
    expect(placeInGap(three, "b", 1)).toBeUndefined();
    expect(placeInGap(three, "b", 2)).toBeUndefined();
  });

  test("a gap is before what comes after it; the last one is the end", () => {
    expect(placeInGap(three, "b", 0)).toBe("a");
    expect(placeInGap(three, "b", 3)).toBeNull();
    expect(placeInGap(three, "a", 2)).toBe("c");
  });

  test("what was deleted meanwhile goes nowhere", () => {
    expect(placeInGap(three, "gone", 0)).toBeUndefined();
  });

  test("after the last one comes nothing", () => {
    expect(nextOf(three, "a")).toBe("b");
    expect(nextOf(three, "c")).toBeNull();
  });
});

test("of an activity that is on, only words and time may change", () => {
  expect(canChange({ state: "planned" })).toBe("all");
  expect(canChange({ state: "running" })).toBe("words");
  expect(canChange({ state: "paused" })).toBe("words");
  expect(canChange({ state: "done" })).toBe("nothing");
});

test("a vote takes its options from notes before it only", () => {
  const agenda = [
    testActivity({ id: "notes", kind: "brainstorm" }),
    testActivity({ id: "groups", kind: "group" }),
    testActivity({ id: "vote", kind: "vote" }),
    testActivity({ id: "later", kind: "write" }),
  ];
  const vote = agenda[2];
  expect(vote && sourcesFor(vote, agenda).map(({ id }) => id)).toEqual(["notes"]);
});

test("a copy has all that was planned, and nothing of how it went", () => {
  const activity = testActivity({ part: "goal", state: "done", minutes: 7 });
  expect(draftOf(activity)).toEqual({
    kind: "brainstorm",
    recipe: null,
    title: "What should change?",
    instructions: "",
    minutes: 7,
    part: "goal",
    settings: USUAL_SETTINGS,
  });
});

test("a recipe keeps nothing of the board on which it was made", () => {
  const step = recipeStep(
    testActivity({
      kind: "vote",
      part: "goal",
      settings: {
        ...USUAL_SETTINGS,
        dots: 5,
        source: "a0",
        options: [
          { id: "1", title: "By hand" },
          { id: "2", title: "An item", item: "i2" },
        ],
      },
    }),
  );
  expect(step).not.toHaveProperty("part");
  expect(step.settings).toMatchObject({ dots: 5, source: null });
  expect(step.settings.options).toEqual([{ id: "1", title: "By hand" }]);
});

test("a step is told by its kind and what sets it apart", () => {
  expect(stepWords({ kind: "vote", settings: { method: "grid" } })).toBe(
    "Vote · impact and effort",
  );
  expect(stepWords({ kind: "brainstorm", settings: { anonymous: true } })).toBe(
    "Brainstorm · anonymous",
  );
  expect(stepWords({ kind: "group", settings: {} })).toBe("Grouping");
  expect(newActivity("checkin").minutes).toBeGreaterThan(0);
});
