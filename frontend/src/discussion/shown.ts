import type { Person } from "@/api";
import type { Waiting, WaitingReply, WaitingThread } from "./Outbox";
import { mentionsIn } from "./text";
import type { Comment, Thread } from "./types";

/** A comment as one sees it: it may not be on the server yet. */
export interface ShownComment extends Comment {
  waiting?: boolean;
  /** Why the server does not take it. */
  refused?: string;
}

export interface ShownThread extends Omit<Thread, "comments"> {
  comments: readonly ShownComment[];
  waiting?: boolean;
}

/** The threads of a board with what one wrote and the server does not have yet. */
export function withWaiting(
  threads: readonly Thread[],
  waiting: readonly Waiting[],
  board: string,
  me: Person,
): readonly ShownThread[] {
  if (waiting.length === 0) return threads;
  const shown = new Map<string, ShownThread>(threads.map((thread) => [thread.id, thread]));
  for (const one of waiting) {
    if (one.kind === "thread") {
      if (!shown.has(one.id)) shown.set(one.id, threadOf(one, board, me));
      continue;
    }
    const thread = shown.get(one.thread);
    if (!thread || thread.comments.some(({ id }) => id === one.id)) continue;
    shown.set(thread.id, { ...thread, comments: [...thread.comments, replyOf(one, me)] });
  }
  return [...shown.values()];
}

/** Replies to a thread that is not there (any more): their words are still one's own. */
export function homeless(
  threads: readonly ShownThread[],
  waiting: readonly Waiting[],
): readonly WaitingReply[] {
  const known = new Set(threads.map(({ id }) => id));
  return waiting.filter(
    (one): one is WaitingReply =>
      one.kind === "reply" && one.refused !== undefined && !known.has(one.thread),
  );
}

function threadOf(waiting: WaitingThread, board: string, me: Person): ShownThread {
  const { id, comment, item, field, anchor, quote, at, refused } = waiting;
  const first = commentOf({ ...waiting, id: comment }, id, me);
  return {
    id,
    board,
    item,
    field,
    anchor,
    quote,
    created_at: at,
    resolved: null,
    comments: [{ ...first, refused }],
    waiting: true,
  };
}

function replyOf(waiting: WaitingReply, me: Person): ShownComment {
  return { ...commentOf(waiting, waiting.thread, me), refused: waiting.refused };
}

function commentOf({ id, body, at }: Waiting, thread: string, author: Person): ShownComment {
  return {
    id,
    thread,
    author,
    body,
    mentions: mentionsIn(body),
    reactions: [],
    created_at: at,
    edited_at: null,
    deleted: false,
    waiting: true,
  };
}
