import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client, dataOf, keys } from "@/api";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Webhook = Schemas["Webhook"];
export type WebhookWish = Schemas["WebhookWish"];
export type WebhookChange = Schemas["WebhookChange"];
export type EventType = Schemas["EventType"];
export type Delivery = Schemas["Delivery"];

/** How soon one looks again while a message is on its way. */
const LOOK_MS = 1500;

export function useWebhooks(board: string) {
  return useQuery({
    queryKey: keys.webhooks(board),
    staleTime: 0,
    queryFn: ({ signal }) =>
      dataOf(client.GET("/api/boards/{board}/webhooks", { params: { path: { board } }, signal })),
    refetchInterval: ({ state }) =>
      state.data?.some(({ last }) => last?.state === "waiting") ? LOOK_MS : false,
  });
}

export function useDeliveries(board: string, webhook: string) {
  return useQuery({
    queryKey: keys.deliveries(board, webhook),
    staleTime: 0,
    queryFn: ({ signal }) =>
      dataOf(
        client.GET("/api/webhooks/{webhook}/deliveries", { params: { path: { webhook } }, signal }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === "waiting") ? LOOK_MS : false,
  });
}

/** What changes webhooks of a board; whatever came of it, they are looked up anew. */
export function useWebhookChanges(board: string) {
  const queries = useQueryClient();
  const onSettled = () => void queries.invalidateQueries({ queryKey: keys.webhooks(board) });
  const add = useMutation({
    gcTime: 0,
    mutationFn: (body: WebhookWish) =>
      dataOf(client.POST("/api/boards/{board}/webhooks", { params: { path: { board } }, body })),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ webhook, body }: { webhook: string; body: WebhookChange }) =>
      dataOf(client.PATCH("/api/webhooks/{webhook}", { params: { path: { webhook } }, body })),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (webhook: string) =>
      dataOf(client.DELETE("/api/webhooks/{webhook}", { params: { path: { webhook } } })),
    onSettled,
  });
  const rotate = useMutation({
    gcTime: 0,
    mutationFn: (webhook: string) =>
      dataOf(client.POST("/api/webhooks/{webhook}/secret", { params: { path: { webhook } } })),
    onSettled,
  });
  const ping = useMutation({
    mutationFn: (webhook: string) =>
      dataOf(client.POST("/api/webhooks/{webhook}/ping", { params: { path: { webhook } } })),
    onSettled,
  });
  const again = useMutation({
    mutationFn: (delivery: string) =>
      dataOf(
        client.POST("/api/webhooks/deliveries/{delivery}/again", {
          params: { path: { delivery } },
        }),
      ),
    onSettled,
  });
  return { add, change, remove, rotate, ping, again };
}
