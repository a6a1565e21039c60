import { expect, test } from "vitest";
import { isOverdue, itemProgress, progressOf, today } from "./progress";
import { testPlan } from "./testPlan";

const measure = (baseline: number | null, target: number | null, ...values: (number | null)[]) => ({
  id: "m",
  name: "",
  unit: "",
  baseline,
  target,
  due: null,
  note: "",
  readings: values.map((value, i) => ({ id: `${i}`, at: `2025-01-0${i + 1}`, value, note: "" })),
});

test("the latest reading that has a value counts, between baseline and target", () => {
  expect(progressOf(measure(10, 20, 12, 15, null))).toBe(0.5);
  expect(progressOf(measure(null, 20, 5))).toBe(0.25);
  // A measure that is to fall.
  expect(progressOf(measure(40, 20, 30))).toBe(0.5);
});

test("it neither falls below nothing nor grows above all", () => {
  expect(progressOf(measure(10, 20, 5))).toBe(0);
  expect(progressOf(measure(10, 20, 50))).toBe(1);
});

test("where it cannot be said, it is not", () => {
  expect(progressOf(measure(10, 20))).toBeNull();
  expect(progressOf(measure(10, null, 12))).toBeNull();
  expect(progressOf(measure(10, 10, 12))).toBeNull();
});

test("an item has the mean of its measures", () => {
  const plan = testPlan([
    { id: "a", measures: [measure(0, 10, 5), measure(0, 10, 10), measure(0, 10)] },
    { id: "b" },
  ]);
  const [a, b] = [...plan.items.values()];
  expect(a && itemProgress(a)).toBe(0.75);
  expect(b && itemProgress(b)).toBeNull();
});

test("late is what is not over by the end of its day", () => {
  const plan = testPlan([
    { id: "late", due: "2025-03-01" },
    { id: "done", due: "2025-03-01", status: "done" },
    { id: "on time", due: "2025-03-02" },
    { id: "whenever" },
  ]);
  const late = [...plan.items.values()].filter((item) => isOverdue(item, "2025-03-02"));
  expect(late.map(({ id }) => id)).toEqual(["late"]);
  expect(today(new Date(2025, 2, 2, 23, 59))).toBe("2025-03-02");
});
