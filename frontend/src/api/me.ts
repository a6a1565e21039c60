import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client, dataOf } from "./client";
import { keys } from "./keys";
import { showAhead } from "./optimistic";
import { Problem } from "./problem";
import type { Me } from "./types";

/** Who is signed in (or a guest here); null when nobody is. */
export const meQuery = queryOptions({
  queryKey: keys.me,
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await dataOf(client.GET("/api/me", { signal }));
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});

export function useMe() {
  return useQuery(meQuery);
}

/** Nothing of what one person saw stays for the next one. */
function useEnter() {
  const queries = useQueryClient();
  return (me: Me | null) => {
    const before = queries.getQueryData<Me | null>(keys.me);
    if (before?.id !== me?.id) {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] });
    }
    queries.setQueryData<Me | null>(keys.me, me);
  };
}

export function useSignUp() {
  const enter = useEnter();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; email: string; password: string }) =>
      dataOf(client.POST("/api/sign-up", { body })),
    onSuccess: (me) => {
      enter(me);
      // A guest who makes an account stays the same person, with more to see.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] });
    },
  });
}

export function useSignIn() {
  const enter = useEnter();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) =>
      dataOf(client.POST("/api/sign-in", { body })),
    onSuccess: (me) => enter(me),
  });
}

export function useSignOut() {
  const enter = useEnter();
  return useMutation({
    mutationFn: () => dataOf(client.POST("/api/sign-out")),
    onSuccess: () => enter(null),
  });
}

export function useChangeMe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name?: string; color?: string }) =>
      dataOf(client.PATCH("/api/me", { body })),
    onMutate: (change) =>
      showAhead<Me | null>(queries, keys.me, (me) => (me ? { ...me, ...change } : me)),
    onError: (_error, _change, undo) => undo?.(),
    onSuccess: (me) => {
      queries.setQueryData<Me | null>(keys.me, me);
      void queries.invalidateQueries({ queryKey: keys.boards });
    },
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { current: string; new: string }) =>
      dataOf(client.POST("/api/me/password", { body })),
  });
}
