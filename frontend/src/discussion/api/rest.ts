import { problemFrom, unreachable } from "@/api/problem";
import type { CommentDoc } from "../text";
import type { Place, Thread } from "../types";

/** The calls of the service's API that are about comments. All throw `Problem`. */

async function ask<T>(method: string, path: string, body?: unknown, signal?: AbortSignal) {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
  const text = await response.text().catch(() => "");
  if (!response.ok) throw problemFrom(response.status, text);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

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
