import { useQuery } from "@tanstack/react-query";
import { client, dataOf } from "@/api";

/** It is true for this visit only: asked once, kept nowhere. */
export function useSince(board: string, enabled: boolean) {
  return useQuery({
    queryKey: ["since", board],
    enabled,
    queryFn: ({ signal }) =>
      dataOf(client.GET("/api/boards/{board}/since", { params: { path: { board } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/**
 * Tell the service that one has seen all that is on the board now. `leaving`: also while the page
 * goes away.
 *
 * @throws {Problem}
 */
export function markSeen(board: string, { leaving = false } = {}): Promise<unknown> {
  return dataOf(
    client.POST("/api/boards/{board}/seen", {
      params: { path: { board } },
      body: { seq: null },
      keepalive: leaving,
    }),
  );
}
