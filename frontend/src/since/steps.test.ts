import { expect, test } from "vitest";
import { allVisited, countChanges, groupsOf, hasNews, placeOf, stepFrom } from "./steps";
import { testChange, testItem, testSince } from "./testSince";

const since = testSince({
  plan: [testChange("title", ["bo"])],
  items: [
    testItem("one", [testChange("title", ["ada", "bo"]), testChange("status", ["bo"])]),
    testItem("two", [testChange("removed", ["ada"])], { gone: true, parent: "above" }),
    testItem("three", [testChange("due", [])]),
  ],
});

const told = (order: "item" | "person") =>
  groupsOf(since, order).map(({ person, steps }) => [
    person?.id ?? null,
    steps.map(({ item, changes }) => [item?.item ?? null, changes.map(({ what }) => what)]),
  ]);

test("item by item it is the plan as such, then the items in their order", () => {
  expect(told("item")).toEqual([
    [
      null,
      [
        [null, ["title"]],
        ["one", ["title", "status"]],
        ["two", ["removed"]],
        ["three", ["due"]],
      ],
    ],
  ]);
});

test("person by person each has what they had a part in, and nobody's comes last", () => {
  expect(told("person")).toEqual([
    [
      "ada",
      [
        ["one", ["title"]],
        ["two", ["removed"]],
      ],
    ],
    [
      "bo",
      [
        [null, ["title"]],
        ["one", ["title", "status"]],
      ],
    ],
    [null, [["three", ["due"]]]],
  ]);
});

test("no two steps have the same key", () => {
  for (const order of ["item", "person"] as const) {
    const keys = groupsOf(since, order).flatMap(({ steps }) => steps.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test("somebody whose changes are all undone again has no group", () => {
  const quiet = testSince({ items: [testItem("one", [testChange("title", ["bo"])])] });
  expect(groupsOf(quiet, "person").map(({ key }) => key)).toEqual(["bo"]);
});

test("all changes are counted, the plan's own among them", () => {
  expect(countChanges(since)).toBe(5);
  expect(hasNews(since)).toBe(true);
  expect(hasNews(testSince())).toBe(false);
  expect(hasNews(testSince({ plan: [testChange("title")] }))).toBe(true);
});

test("one steps from the first to the last and back, and stays at the ends", () => {
  const steps = groupsOf(since, "item")[0]?.steps ?? [];
  const [first, second] = steps;
  const last = steps.at(-1);
  expect(stepFrom(steps, null, 1)).toBe(first);
  expect(stepFrom(steps, null, -1)).toBe(last);
  expect(stepFrom(steps, first?.key ?? "", 1)).toBe(second);
  expect(stepFrom(steps, second?.key ?? "", -1)).toBe(first);
  expect(stepFrom(steps, first?.key ?? "", -1)).toBe(first);
  expect(stepFrom(steps, last?.key ?? "", 1)).toBe(last);
  expect(stepFrom(steps, "of another order", 1)).toBe(first);
  expect(stepFrom([], null, 1)).toBeNull();
});

test("all is visited once one was at each item and at the plan as such", () => {
  expect(allVisited(since, new Set(["one", "two", "three"]))).toBe(false);
  expect(allVisited(since, new Set([null, "one", "two"]))).toBe(false);
  expect(allVisited(since, new Set([null, "one", "two", "three"]))).toBe(true);
});

test("what is gone is shown where it was, and nowhere if that is gone too", () => {
  const [plan, one, two] = groupsOf(since, "item")[0]?.steps ?? [];
  const place = (step: typeof plan, ...there: string[]) =>
    step ? placeOf(step, (item) => there.includes(item)) : undefined;
  expect(place(plan, "one")).toBeNull();
  expect(place(one, "one", "above")).toBe("one");
  expect(place(two, "one", "above")).toBe("above");
  expect(place(two, "one")).toBeNull();
});
