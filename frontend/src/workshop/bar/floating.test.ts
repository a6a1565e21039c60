import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FLOATS_MS, Floating } from "./floating";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a reaction is seen for a while, each apart from the one before", () => {
  const floating = new Floating();
  const heard = vi.fn();
  floating.subscribe(heard);
  floating.add("👍", "Bo");
  vi.advanceTimersByTime(1000);
  floating.add("👏", "Cy");
  const [one, other] = floating.getSnapshot();
  expect([one?.emoji, other?.emoji]).toEqual(["👍", "👏"]);
  expect(Math.abs((one?.at ?? 0) - (other?.at ?? 0))).toBeGreaterThan(0.2);
  vi.advanceTimersByTime(FLOATS_MS - 1000);
  expect(floating.getSnapshot().map(({ name }) => name)).toEqual(["Cy"]);
  vi.advanceTimersByTime(1000);
  expect(floating.getSnapshot()).toEqual([]);
  expect(heard).toHaveBeenCalledTimes(4);
});

test("of a storm of reactions only the last ones are drawn", () => {
  const floating = new Floating();
  for (let i = 0; i < 500; i++) floating.add("🎉", String(i));
  expect(floating.getSnapshot().length).toBe(40);
  expect(floating.getSnapshot().at(-1)?.name).toBe("499");
});
