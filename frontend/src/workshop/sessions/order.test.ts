import { expect, test } from "vitest";
import { testSession } from "../testSession";
import { grouped } from "./order";

test("what is on first, then the newest plan, then what ended last", () => {
  const sessions = [
    testSession({ id: "old", state: "ended", ended_at: "2026-01-01T10:00:00Z" }),
    testSession({ id: "plan 1", state: "planned", created_at: "2026-01-01T10:00:00Z" }),
    testSession({ id: "on", state: "paused" }),
    testSession({ id: "new", state: "ended", ended_at: "2026-02-01T10:00:00Z" }),
    testSession({ id: "plan 2", state: "planned", created_at: "2026-01-03T10:00:00Z" }),
  ];
  const { live, planned, past } = grouped(sessions);
  expect([live, planned, past].map((list) => list.map(({ id }) => id))).toEqual([
    ["on"],
    ["plan 2", "plan 1"],
    ["new", "old"],
  ]);
});
