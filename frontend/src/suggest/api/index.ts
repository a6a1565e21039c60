import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Problem } from "@/api";
import type { Suggestion, SuggestionWish } from "../types";
import { suggestionKeys } from "./keys";
import { rememberSuggestion } from "./remember";
import { rest } from "./rest";

export { suggestionKeys } from "./keys";
export { rememberSuggestion } from "./remember";

/** What is suggested and not decided yet. Kept live where `useSuggestionPush` is on the page. */
export function useOpenSuggestions(board: string) {
  return useQuery({
    queryKey: suggestionKeys.list(board, "open"),
    queryFn: ({ signal }) => rest.list(board, "open", signal),
  });
}

/** Every suggestion of a board, those that were decided among them. */
export function useAllSuggestions(board: string, { enabled = true } = {}) {
  return useQuery({
    enabled,
    queryKey: suggestionKeys.list(board, "all"),
    queryFn: ({ signal }) => rest.list(board, "all", signal),
  });
}

export function useSuggest(board: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: SuggestionWish) => rest.suggest(board, wish),
    onSuccess: (suggestion) => rememberSuggestion(queries, suggestion),
  });
}

export function useAccept(board: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => rest.accept(id),
    onSuccess: (suggestion) => rememberSuggestion(queries, suggestion),
    onError: (error) => lookAgain(queries, board, error),
  });
}

export function useDecline(board: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) => rest.decline(id, reason),
    onSuccess: (suggestion: Suggestion) => rememberSuggestion(queries, suggestion),
    onError: (error) => lookAgain(queries, board, error),
  });
}

export function useWithdraw(board: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => rest.withdraw(id),
    onSuccess: (suggestion) => rememberSuggestion(queries, suggestion),
    onError: (error) => lookAgain(queries, board, error),
  });
}

/** Where the service knows better (decided meanwhile, or gone), so should the page. */
function lookAgain(queries: QueryClient, board: string, error: unknown): void {
  if (error instanceof Problem && (error.status === 409 || error.status === 404)) {
    void queries.invalidateQueries({ queryKey: suggestionKeys.all(board) });
  }
}
