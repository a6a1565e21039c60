import { expect, test, vi } from "vitest";
import { Marks } from "./marks";

test("an item one is at is marked so, whether its change is seen already or not", () => {
  const marks = new Marks();
  marks.set(new Set(["one", "two"]), "two");
  expect([marks.of("one"), marks.of("two"), marks.of("three")]).toEqual(["changed", "now", null]);
  expect(marks.isChanged("two")).toBe(true);
  marks.set(new Set(), "two");
  expect([marks.of("one"), marks.of("two")]).toEqual([null, "now"]);
  expect(marks.isChanged("two")).toBe(false);
});

test("who listens hears of what is another, and of nothing else", () => {
  const marks = new Marks();
  const heard = vi.fn();
  const stop = marks.subscribe(heard);
  const changed = new Set(["one"]);
  marks.set(changed, null);
  marks.set(changed, null);
  expect(heard).toHaveBeenCalledTimes(1);
  stop();
  marks.set(changed, "one");
  expect(heard).toHaveBeenCalledTimes(1);
});
