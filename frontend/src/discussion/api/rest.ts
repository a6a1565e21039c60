import { ask } from "@/api/ask";
import type { CommentDoc } from "../text";
import type { Place, Thread } from "../types";

/** The calls of the service's API that are about comments. All throw `Problem`. */

export interface CommentWish {
  /** Chosen by who sends it: what is sent twice is written once. */
  id?: string;
  body: CommentDoc;
}

export type ThreadWish = Place & { id?: string; comment: CommentWish };

const onBoard = (board: string) => `/api/boards/${encodeURIComponent(board)}/threads`;
const thread = (id: string) => `/api/threads/${encodeURIComponent(id)}`;
const comment = (id: string) => `/api/comments/${encodeURIComponent(id)}`;

export const rest = {
  threads: (board: string, signal?: AbortSignal) =>
    ask<Thread[]>("GET", onBoard(board), undefined, signal),
  begin: (board: string, body: ThreadWish) => ask<Thread>("POST", onBoard(board), body),
  reply: (id: string, body: CommentWish) => ask<Thread>("POST", `${thread(id)}/comments`, body),
  edit: (id: string, body: CommentDoc) => ask<Thread>("PATCH", comment(id), { body }),
  remove: (id: string) => ask<void>("DELETE", comment(id)),
  react: (id: string, emoji: string, on: boolean) =>
    ask<Thread>(on ? "PUT" : "DELETE", `${comment(id)}/reactions/${encodeURIComponent(emoji)}`),
  resolve: (id: string, on: boolean) =>
    ask<Thread>("POST", `${thread(id)}/${on ? "resolve" : "reopen"}`),
};
