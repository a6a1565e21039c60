// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { client } from "@/api";
import { type Delivery, useDeliveries, useWebhookChanges } from "./api";

const ping = { id: "d", type: "ping", state: "delivered" } as Delivery;

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it("shows a test message whose list was asked for before it was sent", async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const answers: ((list: Delivery[]) => void)[] = [];
  const answered = (data: unknown) => ({ data, response: new Response() }) as never;
  vi.spyOn(client, "GET").mockImplementation(
    (() =>
      new Promise((resolve) =>
        answers.push((list) => resolve(answered(list))),
      )) as typeof client.GET,
  );
  vi.spyOn(client, "POST").mockResolvedValue(answered(ping));
  const { result } = renderHook(
    () => ({ list: useDeliveries("b", "w"), changes: useWebhookChanges("b") }),
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={queries}>{children}</QueryClientProvider>
      ),
    },
  );
  await waitFor(() => expect(answers).toHaveLength(1));
  await act(() => result.current.changes.ping.mutateAsync("w"));
  act(() => answers[0]?.([]));
  await waitFor(() => expect(answers).toHaveLength(2));
  act(() => answers[1]?.([ping]));
  await waitFor(() => expect(result.current.list.data).toEqual([ping]));
});
