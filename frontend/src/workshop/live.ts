import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useBoardNotices, useConnection } from "@/session";
import { workshopKeys } from "./api/keys";
import { rememberSession } from "./api/remember";
import { useSessions } from "./api/sessions";
import { isLive, type Place, type Session } from "./types";
import { serverClock } from "./useClock";

/** Pushes are the news; this is for the case that one got lost. */
const ASK_AGAIN_MS = 60_000;

export interface Reaction {
  person: string;
  emoji: string;
}

export interface Bring extends Place {
  /** Id of the person who brings everyone. */
  by: string;
}

/** A session as a push tells it; null where it makes no sense. */
export function readSession(value: unknown): Session | null {
  if (typeof value !== "object" || value === null) return null;
  const { id, board, revision, activities, people, hands } = value as Partial<Session>;
  const whole =
    typeof id === "string" &&
    typeof board === "string" &&
    typeof revision === "number" &&
    Array.isArray(activities) &&
    Array.isArray(people) &&
    Array.isArray(hands);
  return whole ? (value as Session) : null;
}

export function readReaction({ person, emoji }: Record<string, unknown>): Reaction | null {
  const id =
    typeof person === "object" && person !== null ? (person as { id?: unknown }).id : person;
  return typeof id === "string" && typeof emoji === "string" ? { person: id, emoji } : null;
}

export function readBring({ by, view, item }: Record<string, unknown>): Bring | null {
  const id = typeof by === "object" && by !== null ? (by as { id?: unknown }).id : by;
  if (typeof id !== "string") return null;
  return {
    by: id,
    view: view === "columns" ? "columns" : "outline",
    item: typeof item === "string" ? item : null,
  };
}

/** Of a board's sessions the one that people are in now. */
export function liveOf(sessions: readonly Session[] | undefined): Session | null {
  return sessions?.find(isLive) ?? null;
}

/**
 * Keeps what is known of a board's sessions live. Once on each page that shows any, inside its
 * `SessionProvider`; the handlers may be new ones with each render.
 */
export function useWorkshopPush(
  board: string,
  handlers: { onReaction?(reaction: Reaction): void; onBring?(bring: Bring): void } = {},
): void {
  const queries = useQueryClient();
  useBoardNotices((notice) => {
    if (!("message" in notice)) return;
    const { type, message } = notice;
    if (type === "session") {
      const session = readSession(message.session);
      if (session?.board !== board) return;
      serverClock.hint(session.now);
      rememberSession(queries, session);
    } else if (type === "reaction") {
      const reaction = readReaction(message);
      if (reaction) handlers.onReaction?.(reaction);
    } else if (type === "bring") {
      const bring = readBring(message);
      if (bring) handlers.onBring?.(bring);
    } else if (type === "decision") {
      // Also one that belongs to no activity.
      if (typeof message.session !== "string") return;
      void queries.invalidateQueries({ queryKey: workshopKeys.decisions(message.session) });
    } else if (typeof message.activity === "string") {
      void queries.invalidateQueries({ queryKey: ["workshop", "activity", message.activity] });
    }
  });

  // What was said while one was away is lost: ask.
  const { state } = useConnection();
  const away = useRef(false);
  useEffect(() => {
    if (state === "offline") away.current = true;
    if (state !== "saved" && state !== "saving") return;
    if (away.current) void queries.invalidateQueries({ queryKey: workshopKeys.all });
    away.current = false;
  }, [state, queries]);
}

/**
 * The session that people of this board are in now, or null; undefined while that is not known.
 * Kept live where `useWorkshopPush` is on the page.
 */
export function useLiveSession(board: string): Session | null | undefined {
  const sessions = useSessions(board, { everyMs: ASK_AGAIN_MS });
  return sessions.data === undefined ? undefined : liveOf(sessions.data);
}
