import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Ballot, Choice, Decision, DecisionDraft } from "../types";
import { workshopKeys } from "./keys";
import { rememberSession } from "./remember";
import { type ActivityPlace, rest } from "./rest";

/** One's own ballot; its `cast_at` is null where one has not voted. */
export function useBallot(of: ActivityPlace, { enabled = true } = {}) {
  return useQuery({
    queryKey: workshopKeys.ballot(of.activity),
    enabled,
    queryFn: ({ signal }) => rest.ballot(of, signal),
  });
}

/** Vote, or vote anew: the last ballot before the close counts. */
export function useVote(of: ActivityPlace) {
  const queries = useQueryClient();
  const key = workshopKeys.ballot(of.activity);
  return useMutation({
    // One after the other, so that the last one made is the last one stored.
    scope: { id: `ballot ${of.activity}` },
    mutationFn: (body: { choices: Record<string, Choice>; comment?: string }) =>
      rest.vote(of, body),
    onMutate: async ({ choices, comment = "" }) => {
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData<Ballot>(key);
      const now = new Date().toISOString();
      const ahead: Ballot = { activity: of.activity, choices, comment, cast_at: now };
      queries.setQueryData<Ballot>(key, ahead);
      return () => queries.setQueryData<Ballot>(key, before);
    },
    onSuccess: async (ballot) => {
      // One that was asked for meanwhile, as after a time offline, may be of before.
      await queries.cancelQueries({ queryKey: key });
      queries.setQueryData<Ballot>(key, ballot);
    },
    onError: (_error, _ballot, undo) => undo?.(),
  });
}

/** End the vote: its result is there for everyone. */
export function useClose(of: ActivityPlace) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => rest.close(of),
    onSuccess: (session) => rememberSession(queries, session),
  });
}

export function useDecisions(session: string) {
  return useQuery({
    queryKey: workshopKeys.decisions(session),
    queryFn: ({ signal }) => rest.decisions(session, signal),
  });
}

/** Write a decision down; it goes into the plan too. */
export function useDecide(session: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: DecisionDraft) => rest.decide(session, body),
    onSuccess: (decision) =>
      queries.setQueryData<Decision[]>(workshopKeys.decisions(session), (decisions) => [
        ...(decisions ?? []).filter(({ id }) => id !== decision.id),
        decision,
      ]),
  });
}
