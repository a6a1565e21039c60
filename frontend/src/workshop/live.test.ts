import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { changed } from "./api/activities";
import { workshopKeys } from "./api/keys";
import { newer, notOlder, rememberSession, withSession } from "./api/remember";
import { liveOf, readBring, readReaction, readSession } from "./live";
import { testActivity, testParticipant, testSession } from "./testSession";
import type { Session } from "./types";

test("of two copies the higher revision wins, in whatever order they come", () => {
  const old = testSession({ revision: 3, title: "old" });
  const next = testSession({ revision: 4, title: "new" });
  expect(newer(old, next).title).toBe("new");
  expect(newer(next, old).title).toBe("new");
  expect(newer(undefined, old)).toBe(old);
});

test("a push to all does not take from the facilitator what only they were told", () => {
  const spoke = { notes: 2, votes: 1, hands: 0 };
  const told = testSession({ people: [testParticipant("bo", { spoke })] });
  const pushed = testSession({
    revision: 2,
    people: [testParticipant("bo", { here: false }), testParticipant("cy")],
  });
  const { people } = newer(told, pushed);
  expect(people[0]).toMatchObject({ here: false, spoke });
  expect(people[1]?.spoke).toBeNull();
});

test("of one revision the later copy wins: who is here changes without it", () => {
  const earlier = testSession({ now: 10, people: [testParticipant("bo")] });
  const later = testSession({ now: 20, people: [testParticipant("bo", { here: false })] });
  expect(newer(later, earlier)).toBe(later);
  expect(newer(earlier, later)).toBe(later);
});

test("an answer that a push overtook does not take the news back", () => {
  const pushed = testSession({ revision: 9, hands: ["bo"] });
  const [kept, other] = notOlder(
    [pushed],
    [testSession({ revision: 8 }), testSession({ id: "s2", state: "ended" })],
  );
  expect(kept?.hands).toEqual(["bo"]);
  expect(other?.id).toBe("s2");
});

test("a session that nobody knew yet goes first", () => {
  const known = testSession();
  const fresh = testSession({ id: "s2" });
  expect(withSession([known], fresh).map(({ id }) => id)).toEqual(["s2", "s1"]);
});

test("what did not change keeps its identity, so that nothing is drawn anew", () => {
  const sessions = [testSession({ revision: 5 })];
  expect(withSession(sessions, testSession({ revision: 4 }))).toBe(sessions);
});

test("a push reaches the list and the one session", () => {
  const queries = new QueryClient();
  queries.setQueryData<Session[]>(workshopKeys.sessions("b1"), [testSession()]);
  rememberSession(queries, testSession({ revision: 2, state: "paused" }));
  rememberSession(queries, testSession({ revision: 1, state: "running" }));
  expect(queries.getQueryData<Session[]>(workshopKeys.sessions("b1"))?.[0]?.state).toBe("paused");
  expect(queries.getQueryData<Session>(workshopKeys.session("s1"))?.state).toBe("paused");
});

test("a push before the first answer waits for it: one session is no list of all", () => {
  const queries = new QueryClient();
  rememberSession(queries, testSession());
  expect(queries.getQueryData(workshopKeys.sessions("b1"))).toBeUndefined();
});

test("live is what runs or is paused, not what is planned or over", () => {
  expect(liveOf([testSession({ state: "planned" }), testSession({ state: "ended" })])).toBeNull();
  expect(
    liveOf([testSession({ state: "ended" }), testSession({ id: "s2", state: "paused" })])?.id,
  ).toBe("s2");
});

test("messages that make no sense are let pass", () => {
  expect(readSession({ id: "s1" })).toBeNull();
  expect(readSession(null)).toBeNull();
  expect(readSession(testSession())).not.toBeNull();
  expect(readReaction({ person: "bo" })).toBeNull();
  expect(readReaction({ person: { id: "bo" }, emoji: "👍" })).toEqual({
    person: "bo",
    emoji: "👍",
  });
  expect(readBring({ view: "columns" })).toBeNull();
  expect(readBring({ by: "ada", view: "elsewhere", item: 7 })).toEqual({
    by: "ada",
    view: "outline",
    item: null,
  });
});

test("an activity moves before another, or to the end", () => {
  const agenda = ["a", "b", "c"].map((id) => testActivity({ id }));
  const ids = (before?: string | null) =>
    changed(agenda, "a", { minutes: 9 }, before).map(({ id }) => id);
  expect(ids()).toEqual(["a", "b", "c"]);
  expect(ids("c")).toEqual(["b", "a", "c"]);
  expect(ids(null)).toEqual(["b", "c", "a"]);
  expect(changed(agenda, "a", { minutes: 9 })[0]?.minutes).toBe(9);
});
