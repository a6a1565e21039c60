import { ask } from "@/api/ask";
import type { Suggestion, SuggestionWish } from "../types";

/** The calls of the service's API that are about suggestions. All throw `Problem`. */

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
