import type { QueryClient } from "@tanstack/react-query";
import type { Suggestion } from "../types";
import { suggestionKeys } from "./keys";

/** The later of two copies: a decision is never undone. */
export function later(held: Suggestion | undefined, came: Suggestion): Suggestion {
  return held && held.state !== "open" && came.state === "open" ? held : came;
}

/** A list with one suggestion as it came; a new one last. */
export function withSuggestion(list: readonly Suggestion[], came: Suggestion): Suggestion[] {
  const held = list.find(({ id }) => id === came.id);
  if (!held) return [...list, came];
  const next = later(held, came);
  return next === held
    ? (list as Suggestion[])
    : list.map((suggestion) => (suggestion === held ? next : suggestion));
}

/** The open ones after one came: it is added, changed, or no longer among them. */
export function stillOpen(list: readonly Suggestion[], came: Suggestion): Suggestion[] {
  return came.state === "open"
    ? withSuggestion(list, came)
    : list.filter(({ id }) => id !== came.id);
}

/** Put a suggestion, as an answer or a push told it, wherever it is shown. */
export function rememberSuggestion(queries: QueryClient, came: Suggestion): void {
  const all = suggestionKeys.list(came.board, "all");
  const known = queries.getQueryData<Suggestion[]>(all)?.find(({ id }) => id === came.id);
  const now = later(known, came);
  queries.setQueryData<Suggestion[]>(all, (list) => list && withSuggestion(list, now));
  queries.setQueryData<Suggestion[]>(
    suggestionKeys.list(came.board, "open"),
    // Without a list there is nothing to put it in yet: the list comes with its first fetch.
    (list) => list && stillOpen(list, now),
  );
}
