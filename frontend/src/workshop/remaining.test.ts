import { expect, test } from "vitest";
import { clockText, clockWords, minutesLeft, remainingAt, untilNextSecond } from "./remaining";

const running = (endsAt: number, minutes = 5) => ({
  minutes,
  timer: { running: true, limited: true, ends_at: endsAt, remaining_ms: 0 },
});
const still = (remaining: number, minutes = 5) => ({
  minutes,
  timer: { running: false, limited: true, ends_at: null, remaining_ms: remaining },
});

test("a running timer counts to its end by the server's time", () => {
  expect(remainingAt(running(100_000), 40_000)).toMatchObject({ ms: 60_000, seconds: 60 });
  expect(remainingAt(running(100_000), 40_001)).toMatchObject({ seconds: 60, over: false });
  expect(remainingAt(running(100_000), 41_000)).toMatchObject({ seconds: 59 });
});

test("a paused timer stands still, whatever the time is", () => {
  expect(remainingAt(still(42_000), 1)).toEqual(remainingAt(still(42_000), 9e12));
  expect(remainingAt(still(42_000), 1)).toMatchObject({ seconds: 42, running: false });
});

test("past its end it shows zero, and how long ago it was", () => {
  expect(remainingAt(running(100_000), 112_000)).toMatchObject({
    ms: -12_000,
    seconds: 0,
    over: true,
    fraction: 0,
  });
});

test("without a limit the time is never up", () => {
  const timer = { running: true, limited: false, ends_at: null, remaining_ms: 0 };
  expect(remainingAt({ timer, minutes: 0 }, 5)).toMatchObject({ over: false, limited: false });
});

test("the ring is full at the start, also of a time that was extended", () => {
  expect(remainingAt(running(300_000), 0).fraction).toBe(1);
  expect(remainingAt(running(150_000), 0).fraction).toBe(0.5);
  expect(remainingAt(running(420_000), 0).fraction).toBe(1);
});

test("the next change of what is shown is at the next whole second before the end", () => {
  for (const ms of [60_000, 59_999, 59_001, 1, 0, -1, -999]) {
    const wait = untilNextSecond(ms);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(1000);
    expect(Math.abs((ms - wait) % 1000)).toBe(0);
  }
});

test("times are written as clocks write them, and said as people say them", () => {
  expect(clockText(245)).toBe("4:05");
  expect(clockText(0)).toBe("0:00");
  expect(clockText(3729)).toBe("1:02:09");
  expect(clockWords(61)).toBe("1 minute 1 second");
  expect(clockWords(0)).toBe("0 seconds");
  expect(clockWords(120)).toBe("2 minutes");
});

test("what is left of an agenda: nothing of what is done, what the timer says of what is on", () => {
  const agenda = [
    { state: "done" as const, ...still(100_000, 5) },
    { state: "running" as const, ...running(90_000, 5) },
    { state: "planned" as const, ...still(600_000, 10) },
  ];
  expect(minutesLeft(agenda, 0)).toBe(11.5);
  expect(minutesLeft(agenda, 500_000)).toBe(10);
});
