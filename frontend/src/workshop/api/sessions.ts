import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { showAhead } from "@/api/optimistic";
import type { BreakoutDraft, Session } from "../types";
import { serverClock } from "../useClock";
import { workshopKeys } from "./keys";
import { forgetSession, newer, notOlder, rememberSession } from "./remember";
import {
  type BreakoutCommand,
  type RunCommand,
  rest,
  type SessionChange,
  type SessionWish,
  type StageWish,
} from "./rest";

/** Every session of a board, newest first. */
export function useSessions(board: string, { enabled = true, everyMs = 0 } = {}) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: workshopKeys.sessions(board),
    enabled,
    refetchInterval: everyMs > 0 ? everyMs : false,
    queryFn: async ({ signal }) => {
      const came = await rest.sessions(board, signal);
      // A push may have overtaken the answer.
      return notOlder(queries.getQueryData<Session[]>(workshopKeys.sessions(board)), came);
    },
  });
}

/** One session by its id, as one is told it oneself: who facilitates is told more. */
export function useWorkshopSession(id: string, { enabled = true, everyMs = 0 } = {}) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: workshopKeys.session(id),
    enabled,
    refetchInterval: everyMs > 0 ? everyMs : false,
    queryFn: async ({ signal }) => {
      const came = await rest.session(id, signal);
      serverClock.hint(came.now);
      const session = newer(queries.getQueryData<Session>(workshopKeys.session(id)), came);
      queries.setQueryData<Session[]>(workshopKeys.sessions(came.board), (sessions) =>
        sessions?.map((one) => (one.id === id ? newer(one, session) : one)),
      );
      return session;
    },
  });
}

export function useCreateSession(board: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SessionWish) => rest.createSession(board, body),
    onSuccess: (session) => {
      queries.setQueryData<Session[]>(workshopKeys.sessions(board), (sessions) => [
        session,
        ...(sessions ?? []).filter(({ id }) => id !== session.id),
      ]);
      queries.setQueryData<Session>(workshopKeys.session(session.id), session);
    },
  });
}

export function useChangeSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & SessionChange) => rest.changeSession(id, body),
    onSuccess: (session) => rememberSession(queries, session),
  });
}

/** Deletes a session that was only planned. */
export function useDeleteSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (session: Session) => rest.deleteSession(session.id),
    onSuccess: (_nothing, session) => forgetSession(queries, session),
  });
}

/** Start, pause, resume, next, back, go to, extend, end. */
export function useRun(session: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (command: RunCommand) => rest.run(session, command),
    onSuccess: (came) => rememberSession(queries, came),
  });
}

/** What everyone sees: following, the lock, and bringing everyone somewhere. */
export function useStage(session: Pick<Session, "id" | "board">) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: StageWish) => rest.stage(session.id, body),
    onSuccess: (came) => rememberSession(queries, came),
  });
}

/** Plan who works apart, and on what. */
export function useSetBreakouts(session: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (breakouts: BreakoutDraft[]) => rest.setBreakouts(session, breakouts),
    onSuccess: (came) => rememberSession(queries, came),
  });
}

/** Send everyone to their breakouts, give them more time, bring everyone back. */
export function useRunBreakouts(session: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (command: BreakoutCommand) => rest.runBreakouts(session, command),
    onSuccess: (came) => rememberSession(queries, came),
  });
}

/** Hand the facilitator's role over, or take it where nobody has it. */
export function useFacilitator(session: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { to: string } | { take: true }) => rest.facilitator(session, body),
    onSuccess: (came) => rememberSession(queries, came),
  });
}

/** Raise or lower a hand: one's own, or as facilitator another's. It shows at once. */
export function useHand(session: Pick<Session, "id" | "board">, me: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { up: boolean; person?: string }) => rest.hand(session.id, body),
    onMutate: ({ up, person = me }) =>
      showAhead<Session[]>(queries, workshopKeys.sessions(session.board), (sessions) =>
        sessions.map((one) =>
          one.id === session.id
            ? {
                ...one,
                hands: [...one.hands.filter((id) => id !== person), ...(up ? [person] : [])],
              }
            : one,
        ),
      ),
    onError: (_error, _change, undo) => undo?.(),
    onSuccess: (came) => rememberSession(queries, came),
  });
}

/** Not stored: everyone who is there sees it float by. */
export function useReact(session: string) {
  return useMutation({ mutationFn: (emoji: string) => rest.react(session, emoji) });
}

/** Be in the session, and say for which stakeholder group one speaks. */
export function useJoinSession(session: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { stakeholder?: string | null } = {}) => rest.join(session, body),
    onSuccess: (came) => rememberSession(queries, came),
  });
}
