import { expect, test } from "vitest";
import { testActivity, testSession } from "../testSession";
import type { Activity, Session } from "../types";
import { canOpen, closedOn, openOn, tookPart } from "./state";

const NOW = Date.parse("2026-01-05T12:00:00Z");
const later = "2026-01-07T12:00:00Z";
const before = "2026-01-04T12:00:00Z";
const progress = testActivity().progress;

function on(...activities: Partial<Activity>[]): Session {
  return testSession({
    state: "planned",
    current: null,
    activities: activities.map((given, index) => testActivity({ id: `a${index}`, ...given })),
  });
}

const ids = (found: readonly { activity: Activity }[]) => found.map(({ activity }) => activity.id);

test("what is open until then, the first to close first", () => {
  const session = on(
    { closes_at: "2026-01-09T12:00:00Z" },
    { closes_at: later },
    {},
    { closes_at: before },
    { closes_at: later, progress: { ...progress, closed: true } },
  );
  expect(ids(openOn([session], NOW))).toEqual(["a1", "a0"]);
});

test("what came of it is told for some days; what is not revealed yet to who facilitates", () => {
  const session = on(
    { closes_at: before, progress: { ...progress, closed: true } },
    { closes_at: before, progress: { ...progress, closed: true, revealed: true } },
    { closes_at: "2025-12-01T12:00:00Z", progress: { ...progress, revealed: true } },
  );
  expect(ids(closedOn([session], NOW, "ben"))).toEqual(["a1"]);
  expect(ids(closedOn([session], NOW, "ada"))).toEqual(["a0", "a1"]);
});

test("only what each does alone, and what nobody knows the outcome of, can be opened", () => {
  const session = on({});
  const may = (given: Partial<Activity>) => canOpen(testActivity(given), session);
  expect(may({ kind: "brainstorm" })).toBe(true);
  expect(may({ kind: "vote" })).toBe(true);
  expect(may({ kind: "decide" })).toBe(false);
  expect(may({ progress: { ...progress, revealed: true } })).toBe(false);
  expect(may({ kind: "vote", progress: { ...progress, closed: true } })).toBe(false);
  expect(may({ closes_at: before, progress: { ...progress, closed: true } })).toBe(true);
  expect(canOpen(testActivity(), testSession({ state: "ended" }))).toBe(false);
});

test("how many took part, never who", () => {
  expect(tookPart(testActivity())).toBe("nobody has written yet");
  expect(tookPart(testActivity({ progress: { ...progress, people_with_notes: 2 } }))).toBe(
    "2 people took part",
  );
  expect(tookPart(testActivity({ kind: "vote", progress: { ...progress, ballots: 1 } }))).toBe(
    "1 person took part",
  );
});
