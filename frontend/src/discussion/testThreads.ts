import type { Person } from "@/api";
import type { CommentDoc } from "./text";
import type { Comment, Thread } from "./types";

/** People and threads for tests. */

export const ada: Person = { id: "ada", name: "Ada", color: "#047059", guest: false };
export const bo: Person = { id: "bo", name: "Bo", color: "#0568a4", guest: false };

export function doc(text: string): CommentDoc {
  return { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] };
}

export function comment(id: string, more: Partial<Comment> = {}): Comment {
  return {
    id,
    thread: "t",
    author: ada,
    body: doc(id),
    mentions: [],
    reactions: [],
    created_at: "2030-01-01T10:00:00Z",
    edited_at: null,
    deleted: false,
    ...more,
  };
}

export function thread(id: string, more: Partial<Thread> = {}): Thread {
  return {
    id,
    board: "b",
    item: null,
    field: "item",
    anchor: null,
    quote: "",
    created_at: "2030-01-01T10:00:00Z",
    resolved: null,
    comments: [comment(`${id}-1`, { thread: id })],
    ...more,
  };
}
