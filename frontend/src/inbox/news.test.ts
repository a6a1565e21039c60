import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { atMostEvery, newsReader } from "./news";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what is said, suggested and decided is news; a session only when it begins or ends", () => {
  const read = newsReader();
  const session = (state: string) =>
    read({ type: "session", message: { session: { id: "s1", state } } });
  expect(read({ type: "thread", message: {} })).toBe(true);
  expect(read({ type: "suggestion", message: {} })).toBe(true);
  expect(read({ type: "decision", message: {} })).toBe(true);
  expect(read({ type: "reaction", message: {} })).toBe(false);
  expect(read({ type: "people" })).toBe(false);
  expect([session("running"), session("running"), session("ended")]).toEqual([true, false, true]);
});

test("much news is asked about at once, and once more when it is over", () => {
  const ask = vi.fn();
  const { call, stop } = atMostEvery(2000, ask);
  call();
  expect(ask).toHaveBeenCalledTimes(1);
  call();
  call();
  vi.advanceTimersByTime(2000);
  expect(ask).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10_000);
  expect(ask).toHaveBeenCalledTimes(2);
  call();
  stop();
  vi.advanceTimersByTime(10_000);
  expect(ask).toHaveBeenCalledTimes(3);
});
