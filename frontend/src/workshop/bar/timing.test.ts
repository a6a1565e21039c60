import { expect, test } from "vitest";
import { remainingAt } from "../remaining";
import { testActivity } from "../testSession";
import { timerLook, timerNews } from "./timing";

const running = (ends_at: number) =>
  testActivity({ timer: { running: true, limited: true, ends_at, remaining_ms: 0 } });
const lookAt = (activity: Parameters<typeof remainingAt>[0], now: number) =>
  timerLook(remainingAt(activity, now));

test("a timer is calm until its last thirty seconds, and over at its end", () => {
  const activity = running(100_000);
  expect(lookAt(activity, 0)).toBe("calm");
  expect(lookAt(activity, 69_000)).toBe("calm");
  expect(lookAt(activity, 70_000)).toBe("soon");
  expect(lookAt(activity, 99_500)).toBe("soon");
  expect(lookAt(activity, 100_000)).toBe("over");
  expect(lookAt(activity, 180_000)).toBe("over");
});

test("a timer that stands still is paused, also near its end; without a limit there is none", () => {
  const still = { running: false, limited: true, ends_at: null, remaining_ms: 4000 };
  expect(lookAt(testActivity({ timer: still }), 0)).toBe("paused");
  expect(lookAt(testActivity({ timer: { ...still, remaining_ms: 0 } }), 0)).toBe("over");
  expect(lookAt(testActivity({ timer: { ...still, limited: false } }), 0)).toBe("none");
  expect(timerLook(null)).toBe("none");
});

test("the end is told once, to those who saw it come", () => {
  expect(timerNews("soon", "over")).toBe("over");
  expect(timerNews("calm", "over")).toBe("over");
  expect(timerNews("over", "over")).toBeNull();
  expect(timerNews("none", "over")).toBeNull();
  expect(timerNews("paused", "over")).toBeNull();
  expect(timerNews("calm", "soon")).toBe("soon");
  expect(timerNews("paused", "soon")).toBeNull();
  expect(timerNews("over", "calm")).toBeNull();
});
