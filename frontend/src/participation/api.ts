import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client, dataOf } from "@/api";
import { problemFrom } from "@/api/problem";
import type { Participation } from "./types";

/** What participation is asked of: the last days of a board, or a session. */
export type Subject = { board: string; days: number } | { session: string };

const ALL = ["participation"] as const;

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

export function useParticipation(subject: Subject) {
  return useQuery<Participation>({
    queryKey: [...ALL, subject],
    queryFn: ({ signal }) =>
      "session" in subject
        ? dataOf(
            client.GET("/api/sessions/{session}/participation", {
              params: { path: { session: subject.session }, query: { zone: zone() } },
              signal,
            }),
          )
        : dataOf(
            client.GET("/api/boards/{board}/participation", {
              params: {
                path: { board: subject.board },
                query: { days: subject.days, zone: zone() },
              },
              signal,
            }),
          ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** @throws {Problem} */
export async function participationTable(subject: Subject): Promise<Blob> {
  const { data, error, response } =
    "session" in subject
      ? await client.GET("/api/sessions/{session}/participation.csv", {
          params: { path: { session: subject.session }, query: { zone: zone() } },
          parseAs: "blob",
        })
      : await client.GET("/api/boards/{board}/participation.csv", {
          params: { path: { board: subject.board }, query: { days: subject.days, zone: zone() } },
          parseAs: "blob",
        });
  if (!response.ok) throw problemFrom(response.status, error);
  return data as Blob;
}

/** Turn it on or off for the board. */
export function useTurn(board: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (on: boolean) =>
      dataOf(
        client.PUT("/api/boards/{board}/participation/settings", {
          params: { path: { board } },
          body: { on },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ALL }),
  });
}

/** Be named to those who facilitate and own the board, or not. */
export function useNaming(board: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (named: boolean) =>
      dataOf(
        client.PUT("/api/boards/{board}/participation/me", {
          params: { path: { board } },
          body: { named },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ALL }),
  });
}
