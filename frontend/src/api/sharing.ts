import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { rememberBoard } from "./boards";
import { client, dataOf } from "./client";
import { keys } from "./keys";
import { showAhead } from "./optimistic";
import type { BoardPerson, Invite, Me, Role } from "./types";

/** Everyone who has access to a board. */
export function useBoardPeople(board: string, { enabled = true } = {}) {
  return useQuery({
    queryKey: keys.people(board),
    enabled,
    queryFn: ({ signal }) =>
      dataOf(client.GET("/api/boards/{board}/people", { params: { path: { board } }, signal })),
  });
}

export function useChangeRole(board: string) {
  const queries = useQueryClient();
  const key = keys.people(board);
  return useMutation({
    mutationFn: ({ person, role }: { person: string; role: Role }) =>
      dataOf(
        client.PATCH("/api/boards/{board}/people/{person}", {
          params: { path: { board, person } },
          body: { role },
        }),
      ),
    onMutate: ({ person, role }) =>
      showAhead<BoardPerson[]>(queries, key, (people) =>
        people.map((one) => (one.person.id === person ? { ...one, role } : one)),
      ),
    onError: (_error, _change, undo) => undo?.(),
    onSettled: () => void queries.invalidateQueries({ queryKey: keys.board(board) }),
  });
}

export function useRemovePerson(board: string) {
  const queries = useQueryClient();
  const key = keys.people(board);
  return useMutation({
    mutationFn: (person: string) =>
      dataOf(
        client.DELETE("/api/boards/{board}/people/{person}", {
          params: { path: { board, person } },
        }),
      ),
    onMutate: (person) =>
      showAhead<BoardPerson[]>(queries, key, (people) =>
        people.filter((one) => one.person.id !== person),
      ),
    onError: (_error, _person, undo) => undo?.(),
    onSuccess: (_nothing, person) => {
      // Who left by oneself has nothing more to ask about this board.
      if (person === queries.getQueryData<Me | null>(keys.me)?.id) {
        queries.removeQueries({ queryKey: keys.board(board) });
      } else {
        void queries.invalidateQueries({ queryKey: keys.board(board) });
      }
      void queries.invalidateQueries({ queryKey: keys.boards });
    },
  });
}

export function useInvites(board: string, { enabled = true } = {}) {
  return useQuery({
    queryKey: keys.invites(board),
    enabled,
    queryFn: ({ signal }) =>
      dataOf(client.GET("/api/boards/{board}/invites", { params: { path: { board } }, signal })),
  });
}

export function useCreateInvite(board: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { role: Role; expires_in_hours: number | null; label?: string }) =>
      dataOf(client.POST("/api/boards/{board}/invites", { params: { path: { board } }, body })),
    onSuccess: (invite) =>
      queries.setQueryData<Invite[]>(keys.invites(board), (invites) => [
        invite,
        ...(invites ?? []),
      ]),
  });
}

export function useRevokeInvite(board: string) {
  const queries = useQueryClient();
  const key = keys.invites(board);
  return useMutation({
    mutationFn: (invite: string) =>
      dataOf(
        client.DELETE("/api/boards/{board}/invites/{invite}", {
          params: { path: { board, invite } },
        }),
      ),
    onMutate: (invite) =>
      showAhead<Invite[]>(queries, key, (invites) => invites.filter(({ id }) => id !== invite)),
    onError: (_error, _invite, undo) => undo?.(),
    onSettled: () => void queries.invalidateQueries({ queryKey: key }),
  });
}

/** What an invite link leads to, for anyone who has it. */
export function useInvitePreview(token: string) {
  return useQuery({
    queryKey: keys.invite(token),
    staleTime: 0,
    queryFn: ({ signal }) =>
      dataOf(client.GET("/api/invites/{token}", { params: { path: { token } }, signal })),
  });
}

export function useAcceptInvite(token: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name?: string) =>
      dataOf(
        client.POST("/api/invites/{token}/accept", {
          params: { path: { token } },
          body: name ? { name } : {},
        }),
      ),
    onSuccess: ({ board, me }) => {
      queries.setQueryData<Me | null>(keys.me, me);
      rememberBoard(queries, board);
      void queries.invalidateQueries({ queryKey: keys.boards });
    },
  });
}
