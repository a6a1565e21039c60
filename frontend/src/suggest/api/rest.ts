import { problemFrom, unreachable } from "@/api/problem";
import type { Suggestion, SuggestionWish } from "../types";

/** The calls of the service's API that are about suggestions. All throw `Problem`. */

async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
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
  return JSON.parse(text) as T;
}

const of = (board: string) => `/api/boards/${encodeURIComponent(board)}/suggestions`;
const one = (id: string) => `/api/suggestions/${encodeURIComponent(id)}`;

export const rest = {
  list: (board: string, state: "open" | "all", signal?: AbortSignal) =>
    ask<Suggestion[]>("GET", `${of(board)}?state=${state}`, undefined, signal),
  suggest: (board: string, wish: SuggestionWish) => ask<Suggestion>("POST", of(board), wish),
  accept: (id: string) => ask<Suggestion>("POST", `${one(id)}/accept`, {}),
  decline: (id: string, reason: string) =>
    ask<Suggestion>("POST", `${one(id)}/decline`, { reason }),
  withdraw: (id: string) => ask<Suggestion>("POST", `${one(id)}/withdraw`, {}),
};
