import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { Person } from "@/api";
import { isDiscussionNotice, useBoardNotices, useConnection } from "@/session";
import { reacted, withoutComment, withThread } from "../changes";
import { keptName, storage } from "../kept";
import type { CommentDoc } from "../text";
import type { Thread } from "../types";
import { discussionKeys } from "./keys";
import { newsOf } from "./news";
import { rest } from "./rest";

/** Pushes are the news; this is for the case that one got lost. */
const FRESH_MS = 5 * 60_000;
/** What is kept of the threads in this browser, to be read offline. */
const MOST_KEPT_LETTERS = 400_000;
const KEEP_AFTER_MS = 300;

/** All threads of a board, the oldest first. */
export function useThreads(board: string, me: string) {
  const name = keptName("threads", me, board);
  const query = useQuery({
    queryKey: discussionKeys.threads(board),
    staleTime: FRESH_MS,
    queryFn: async ({ signal }) => {
      const news = newsOf(board);
      const since = news.turn;
      return news.over(await rest.threads(board, signal), since);
    },
    initialData: () => keptThreads(name),
    initialDataUpdatedAt: 0,
  });
  const { data } = query;
  useEffect(() => {
    if (!data) return;
    const timer = setTimeout(() => keepThreads(name, data), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [name, data]);
  return query;
}

function keptThreads(name: string): Thread[] | undefined {
  try {
    const kept: unknown = JSON.parse(storage()?.getItem(name) ?? "null");
    return Array.isArray(kept) ? (kept as Thread[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Those that are open come first where there is not room for all. */
function keepThreads(name: string, threads: readonly Thread[]): void {
  const open = threads.filter(({ resolved }) => resolved === null);
  const text = [threads, open]
    .map((some) => JSON.stringify(some))
    .find(({ length }) => length <= MOST_KEPT_LETTERS);
  try {
    if (text === undefined) storage()?.removeItem(name);
    else storage()?.setItem(name, text);
  } catch {
    // Storage is full: offline there is nothing to read after a reload.
  }
}

export function knownThreads(queries: QueryClient, board: string): readonly Thread[] {
  return queries.getQueryData<Thread[]>(discussionKeys.threads(board)) ?? [];
}

export function rememberThread(queries: QueryClient, thread: Thread): void {
  queries.setQueryData<Thread[]>(
    discussionKeys.threads(thread.board),
    // Without a list there is nothing to put it in yet: the list comes with its first fetch.
    (threads) => threads && withThread(threads, thread),
  );
}

function forgetThread(queries: QueryClient, board: string, id: string): void {
  queries.setQueryData<Thread[]>(discussionKeys.threads(board), (threads) =>
    threads?.filter((thread) => thread.id !== id),
  );
}

/** Takes in the answer to a change, unless pushes may have said something newer meanwhile. */
export async function takeAnswer(
  queries: QueryClient,
  board: string,
  call: () => Promise<Thread>,
): Promise<void> {
  const news = newsOf(board);
  const since = news.turn;
  const thread = await call();
  if (news.differs(thread, since)) askAnew(queries, board);
  else rememberThread(queries, thread);
}

function askAnew(queries: QueryClient, board: string): void {
  void queries.invalidateQueries({ queryKey: discussionKeys.threads(board) });
}

/** A thread as a push tells it; null where it makes no sense. */
export function readThread(value: unknown): Thread | null {
  if (typeof value !== "object" || value === null) return null;
  const { id, board, comments, field } = value as Partial<Thread>;
  const whole = typeof id === "string" && typeof board === "string" && typeof field === "string";
  return whole && Array.isArray(comments) ? (value as Thread) : null;
}

/** Keeps what is known of a board's threads live. Once on each page, inside its `SessionProvider`. */
export function useThreadPush(board: string): void {
  const queries = useQueryClient();
  useBoardNotices((notice) => {
    if (!isDiscussionNotice(notice)) return;
    const { type, message } = notice;
    if (type === "thread") {
      const thread = readThread(message.thread);
      if (!thread) return askAnew(queries, board);
      if (thread.board !== board) return;
      newsOf(board).tell(thread.id, thread);
      rememberThread(queries, thread);
    } else if (typeof message.thread === "string") {
      newsOf(board).tell(message.thread, null);
      forgetThread(queries, board, message.thread);
    }
  });

  // What was said while one was away is lost: ask.
  const { state } = useConnection();
  const away = useRef(false);
  useEffect(() => {
    if (state === "offline") away.current = true;
    if (state !== "saved" && state !== "saving") return;
    if (away.current) askAnew(queries, board);
    away.current = false;
  }, [state, queries, board]);
}

/** What one can change of a thread while there is a connection. All throw `Problem`. */
export function useThreadChanges(board: string, me: Person) {
  const queries = useQueryClient();
  return useMemo(() => {
    /** Shows a change ahead of the answer, and what is true where it was refused. */
    const change = async (
      thread: string,
      ahead: (before: Thread) => Thread,
      call: () => Promise<Thread>,
    ) => {
      const before = knownThreads(queries, board).find(({ id }) => id === thread);
      if (before) rememberThread(queries, ahead(before));
      try {
        await takeAnswer(queries, board, call);
      } catch (error) {
        if (before) rememberThread(queries, before);
        askAnew(queries, board);
        throw error;
      }
    };
    return {
      edit: (comment: string, body: CommentDoc) =>
        takeAnswer(queries, board, () => rest.edit(comment, body)),
      react: (thread: string, comment: string, emoji: string, on: boolean) =>
        change(
          thread,
          (before) => reacted(before, comment, emoji, me, on),
          () => rest.react(comment, emoji, on),
        ),
      resolve: (thread: string, on: boolean) =>
        change(
          thread,
          (before) => ({
            ...before,
            resolved: on ? { by: me, at: new Date().toISOString() } : null,
          }),
          () => rest.resolve(thread, on),
        ),
      remove: async (thread: string, comment: string) => {
        await rest.remove(comment);
        const before = knownThreads(queries, board).find(({ id }) => id === thread);
        const after = before && withoutComment(before, comment);
        if (after) rememberThread(queries, after);
        else if (before) forgetThread(queries, board, thread);
      },
    };
  }, [queries, board, me]);
}

export type ThreadChanges = ReturnType<typeof useThreadChanges>;
