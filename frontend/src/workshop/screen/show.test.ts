import { expect, test } from "vitest";
import { testActivity, testSession } from "../testSession";
import type { Activity, VoteResult } from "../types";
import { noteSize, shownOf, showOf } from "./show";

const result: VoteResult = { method: "dots", options: [], ballots: 3, eligible: 4, comments: [] };
const progress = { notes: 4, people_with_notes: 2, ballots: 0, revealed: false, closed: false };

function on(activity: Partial<Activity>, ...before: Activity[]) {
  return testSession({
    current: "now",
    activities: [...before, testActivity({ ...activity, id: "now", state: "running" })],
  });
}

test("notes show only once they are revealed", () => {
  expect(showOf(on({ kind: "brainstorm", progress })).show).toBe("writing");
  expect(showOf(on({ kind: "brainstorm", progress: { ...progress, revealed: true } })).show).toBe(
    "notes",
  );
  const ideas = testActivity({ id: "ideas", progress });
  expect(showOf(on({ kind: "group" }, ideas)).show).toBe("talking");
  const revealed = { ...ideas, progress: { ...progress, revealed: true } };
  expect(showOf(on({ kind: "group" }, revealed))).toMatchObject({
    show: "notes",
    source: { id: "ideas" },
  });
});

test("a vote shows its result only once it is closed", () => {
  expect(showOf(on({ kind: "vote" })).show).toBe("voting");
  expect(showOf(on({ kind: "vote", result })).show).toBe("result");
});

test("a decision is talked about beside the vote before it", () => {
  const vote = testActivity({ id: "vote", kind: "vote", result });
  expect(showOf(on({ kind: "decide" }, vote))).toMatchObject({ vote: { id: "vote" } });
  expect(showOf(on({ kind: "discuss" }, vote))).toMatchObject({ vote: null });
});

test("before, between, apart and after", () => {
  expect(showOf(null).show).toBe("nothing");
  expect(showOf(testSession({ current: null })).show).toBe("welcome");
  expect(showOf(testSession({ state: "planned" })).show).toBe("welcome");
  expect(showOf(testSession({ state: "ended" })).show).toBe("end");
  const breakout = {
    id: "g",
    title: "North",
    part: null,
    people: [],
    minutes: 5,
    state: "running" as const,
    timer: { running: true, limited: true, ends_at: 0, remaining_ms: 0 },
  };
  expect(showOf(testSession({ breakouts: [breakout] })).show).toBe("breakouts");
});

test("fewer notes are drawn larger", () => {
  const notes = (count: number) => Array.from({ length: count }, () => ({ text: "x".repeat(40) }));
  expect(noteSize(notes(3))).toBeGreaterThan(noteSize(notes(12)));
  expect(noteSize(notes(12))).toBeGreaterThan(noteSize(notes(60)));
});

test("a screen shows what is on, then thanks for it, then what comes next", () => {
  const now = Date.parse("2031-03-12T10:00:00Z");
  const planned = testSession({ id: "planned", state: "planned", now });
  const ended = (id: string, minutes: number) =>
    testSession({
      id,
      state: "ended",
      now,
      ended_at: new Date(now - minutes * 60_000).toISOString(),
    });
  const live = testSession({ id: "live", state: "paused", now });
  expect(shownOf([planned, ended("just", 2), live], null)?.id).toBe("live");
  expect(shownOf([planned, ended("just", 2)], null)?.id).toBe("just");
  expect(shownOf([planned, ended("long ago", 90)], null)?.id).toBe("planned");
  expect(shownOf([planned, ended("long ago", 90)], "long ago")?.id).toBe("long ago");
  expect(shownOf([ended("long ago", 90)], null)).toBeNull();
});
