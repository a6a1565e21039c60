import type { Person } from "@/api";
import type { Comment, Thread } from "./types";

/** What a change makes of a thread, to show it before the service has answered. */

function withComment(thread: Thread, id: string, change: (comment: Comment) => Comment): Thread {
  return {
    ...thread,
    comments: thread.comments.map((comment) => (comment.id === id ? change(comment) : comment)),
  };
}

export function reacted(
  thread: Thread,
  comment: string,
  emoji: string,
  person: Person,
  on: boolean,
): Thread {
  return withComment(thread, comment, (before) => {
    const known = before.reactions.find((reaction) => reaction.emoji === emoji);
    const others = known?.people.filter(({ id }) => id !== person.id) ?? [];
    const people = on ? [...others, person] : others;
    const reactions = known
      ? before.reactions.map((reaction) => (reaction === known ? { emoji, people } : reaction))
      : [...before.reactions, { emoji, people }];
    return { ...before, reactions: reactions.filter((reaction) => reaction.people.length > 0) };
  });
}

/** Null: the thread goes with its last comment. */
export function withoutComment(thread: Thread, comment: string): Thread | null {
  const left = thread.comments.filter(({ id, deleted }) => id !== comment && !deleted);
  if (left.length === 0) return null;
  if (thread.comments.at(-1)?.id === comment) {
    // Those deleted before it have nothing after them any more.
    const last = thread.comments.findLastIndex(({ id, deleted }) => id !== comment && !deleted);
    return { ...thread, comments: thread.comments.slice(0, last + 1) };
  }
  return withComment(thread, comment, (before) => ({
    ...before,
    body: null,
    mentions: [],
    reactions: [],
    deleted: true,
  }));
}

/** A list of threads with one as it came; a new one where it belongs, oldest first. */
export function withThread(threads: readonly Thread[], came: Thread): Thread[] {
  if (threads.some(({ id }) => id === came.id)) {
    return threads.map((thread) => (thread.id === came.id ? came : thread));
  }
  const after = threads.findIndex((thread) => compareAge(thread, came) > 0);
  return after < 0
    ? [...threads, came]
    : [...threads.slice(0, after), came, ...threads.slice(after)];
}

export function compareAge(
  one: { id: string; created_at: string },
  other: { id: string; created_at: string },
): number {
  const apart = Date.parse(one.created_at) - Date.parse(other.created_at);
  return apart || (one.id < other.id ? -1 : 1);
}
