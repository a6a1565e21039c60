// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import type { Peer } from "@/session";
import { testSession } from "../testSession";
import { leaderOf, useLed } from "./useLed";

afterEach(cleanup);

const peer = (id: string, clientId: number, item: string | null = null): Peer => ({
  clientId,
  id,
  name: id,
  color: "#4e68ce",
  guest: false,
  role: "editor",
  item,
  view: "outline",
});

const ada = peer("ada", 1, "goal");
const cy = peer("cy", 2);

/** Somebody on a board with Ada, who may lead, and Cy. */
function someone(start: { led: boolean; here?: boolean }) {
  return renderHook(
    ({ led, here = true }) => {
      const peers = here ? [ada, cy] : [cy];
      const [followed, setFollowed] = useState<number | null>(null);
      const following = peers.find(({ clientId }) => clientId === followed) ?? null;
      const leader = leaderOf(testSession(), peers, "bo");
      return { following, ...useLed({ led, leader, following, follow: setFollowed }) };
    },
    { initialProps: start },
  );
}

test("one follows who leads, for as long as they lead", () => {
  const { result, rerender } = someone({ led: false });
  expect(result.current.following).toBeNull();
  rerender({ led: true });
  expect(result.current.following).toBe(ada);
  rerender({ led: false });
  expect(result.current.following).toBeNull();
});

test("whoever looks elsewhere stays away until they come back", () => {
  const { result, rerender } = someone({ led: true });
  act(() => result.current.choose(null));
  expect(result.current).toMatchObject({ following: null, away: true });
  rerender({ led: true });
  expect(result.current.following).toBeNull();
  act(() => result.current.comeBack());
  expect(result.current).toMatchObject({ following: ada, away: false });
});

test("to follow somebody else is to look elsewhere, and goes on when nobody leads any more", () => {
  const { result, rerender } = someone({ led: true });
  act(() => result.current.choose(cy.clientId));
  expect(result.current).toMatchObject({ following: cy, away: true });
  rerender({ led: false });
  expect(result.current).toMatchObject({ following: cy, away: false });
});

test("it begins anew for everyone, also for those who looked elsewhere before", () => {
  const { result, rerender } = someone({ led: true });
  act(() => result.current.choose(null));
  rerender({ led: false });
  rerender({ led: true });
  expect(result.current).toMatchObject({ following: ada, away: false });
});

test("a leader whose page is loaded anew is followed again", () => {
  const { result, rerender } = someone({ led: true });
  rerender({ led: true, here: false });
  expect(result.current).toMatchObject({ following: null, away: false });
  rerender({ led: true, here: true });
  expect(result.current.following).toBe(ada);
});

test("of a leader's windows the one is followed in which they are somewhere", () => {
  const screen = peer("ada", 7);
  expect(leaderOf(testSession(), [screen, ada], "bo")).toBe(ada);
  expect(leaderOf(testSession(), [cy], "bo")).toBeNull();
  expect(leaderOf(testSession(), [ada], "ada")).toBeNull();
  expect(leaderOf(null, [ada], "bo")).toBeNull();
});
