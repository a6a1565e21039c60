// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, it, vi } from "vitest";
import type { Ballot } from "../types";
import { rest } from "./rest";
import { useBallot, useVote } from "./votes";

const place = { session: "s", activity: "a" };
const none: Ballot = { activity: "a", choices: {}, comment: "", cast_at: null };
const given: Ballot = { activity: "a", choices: { x: 1 }, comment: "", cast_at: "2026-11-28" };

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it("keeps the ballot that was stored, whatever was asked for before comes later", async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const answers: ((ballot: Ballot) => void)[] = [];
  vi.spyOn(rest, "ballot").mockImplementation(
    () => new Promise<Ballot>((resolve) => answers.push(resolve)),
  );
  let store = (_ballot: Ballot) => {};
  vi.spyOn(rest, "vote").mockImplementation(
    () =>
      new Promise((resolve) => {
        store = resolve;
      }),
  );
  const { result } = renderHook(() => ({ ballot: useBallot(place), vote: useVote(place) }), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    ),
  });
  act(() => answers[0]?.(none));
  await waitFor(() => expect(result.current.ballot.data).toEqual(none));

  let voted: Promise<unknown> = Promise.resolve();
  act(() => {
    voted = result.current.vote.mutateAsync({ choices: { x: 1 } });
  });
  await waitFor(() => expect(rest.vote).toHaveBeenCalled());
  // As after a time offline, all is asked for anew; the ballot is stored meanwhile.
  act(() => void queries.invalidateQueries());
  await waitFor(() => expect(answers).toHaveLength(2));
  await act(async () => {
    store(given);
    await voted;
    answers[1]?.(none);
    await Promise.resolve();
  });
  await waitFor(() => expect(result.current.ballot.data).toEqual(given));
});
