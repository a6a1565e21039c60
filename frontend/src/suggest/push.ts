import { useQueryClient } from "@tanstack/react-query";
import { useBoardNotices } from "@/session";
import { rememberSuggestion, suggestionKeys } from "./api";
import type { Suggestion } from "./types";

/** A suggestion as a push tells it; null where it makes no sense. */
export function readSuggestion(value: unknown): Suggestion | null {
  if (typeof value !== "object" || value === null) return null;
  const { id, board, change, author, state } = value as Partial<Suggestion>;
  const whole =
    typeof id === "string" &&
    typeof board === "string" &&
    typeof state === "string" &&
    typeof change?.kind === "string" &&
    typeof author?.id === "string";
  return whole ? (value as Suggestion) : null;
}

/** Keeps what is known of a board's suggestions live. Once on each page that shows any. */
export function useSuggestionPush(board: string): void {
  const queries = useQueryClient();
  useBoardNotices((notice) => {
    if (notice.type !== "suggestion") return;
    const came = readSuggestion(notice.message.suggestion);
    if (came?.board === board) rememberSuggestion(queries, came);
    const queryKey = suggestionKeys.all(board);
    // An answer on its way may be older than this news.
    if (!came || queries.isFetching({ queryKey }) > 0) {
      void queries.invalidateQueries({ queryKey });
    }
  });
}
