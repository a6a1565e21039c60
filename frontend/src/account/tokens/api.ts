import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client, dataOf, keys } from "@/api";
import type { components } from "@/api/schema";

export type Token = components["schemas"]["PersonalToken"];
export type Scope = components["schemas"]["Scope"];
export type TokenWish = components["schemas"]["PersonalTokenWish"];

export function useTokens() {
  return useQuery({
    queryKey: keys.tokens,
    queryFn: ({ signal }) => dataOf(client.GET("/api/me/tokens", { signal })),
  });
}

export function useCreateToken() {
  const queries = useQueryClient();
  return useMutation({
    // The secret is the caller's alone; the cache is not to hold it.
    gcTime: 0,
    mutationFn: (body: TokenWish) => dataOf(client.POST("/api/me/tokens", { body })),
    onSuccess: ({ token: _secret, ...made }) =>
      queries.setQueryData<Token[]>(keys.tokens, (tokens) => [made, ...(tokens ?? [])]),
  });
}

export function useRevokeToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (token: string) =>
      dataOf(client.DELETE("/api/me/tokens/{token}", { params: { path: { token } } })),
    onSuccess: (_nothing, token) =>
      queries.setQueryData<Token[]>(keys.tokens, (tokens) =>
        tokens?.filter(({ id }) => id !== token),
      ),
    onSettled: () => void queries.invalidateQueries({ queryKey: keys.tokens }),
  });
}
