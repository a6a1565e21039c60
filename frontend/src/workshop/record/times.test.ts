import { expect, test } from "vitest";
import { whenText } from "./times";

// Without a zone: as local time, wherever this runs.
test("a session of one day names it once", () => {
  expect(whenText({ started_at: "2026-01-05T09:00:00", ended_at: "2026-01-05T10:30:00" })).toBe(
    "5 January 2026, 09:00 – 10:30",
  );
  expect(whenText({ started_at: "2026-01-05T23:30:00", ended_at: "2026-01-06T00:10:00" })).toBe(
    "5 January 2026, 23:30 – 6 January 2026, 00:10",
  );
});

test("a session that has not begun, and one that goes on", () => {
  expect(whenText({ started_at: null, ended_at: null })).toBe("Not started yet");
  expect(whenText({ started_at: "2026-01-05T09:00:00", ended_at: null })).toMatch(/, still on$/);
});
