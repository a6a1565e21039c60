import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client, dataOf } from "@/api";
import type { components } from "@/api/schema";

export type Publication = components["schemas"]["Publication"];
export type PublicationState = components["schemas"]["PublicationState"];
export type PublicationWish = components["schemas"]["PublicationWish"];

/** Not under `board`: its address is a secret, and not kept in this browser. */
const key = (board: string) => ["publication", board] as const;

export function usePublication(board: string) {
  return useQuery({
    queryKey: key(board),
    queryFn: ({ signal }) =>
      dataOf(
        client.GET("/api/boards/{board}/publication", { params: { path: { board } }, signal }),
      ),
  });
}

export function usePublish(board: string) {
  const queries = useQueryClient();
  return useMutation({
    // One choice after the other: each says all that was chosen so far.
    scope: { id: `publication of ${board}` },
    mutationFn: (wish: PublicationWish) =>
      dataOf(
        client.PUT("/api/boards/{board}/publication", {
          params: { path: { board } },
          body: wish,
        }),
      ),
    onSuccess: (publication) =>
      queries.setQueryData<PublicationState>(key(board), {
        publication,
        may_publish: true,
        former_url: null,
      }),
    onError: () => void queries.invalidateQueries({ queryKey: key(board) }),
  });
}

export function useEndPublication(board: string) {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: `publication of ${board}` },
    mutationFn: () =>
      dataOf(client.DELETE("/api/boards/{board}/publication", { params: { path: { board } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: key(board) }),
  });
}
