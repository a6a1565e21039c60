import type { QueryClient } from "@tanstack/react-query";
import { inboxKeys } from "./keys";

/**
 * Waits until no mark is on its way any more, or what waits is given up.
 *
 * Whoever asks for the inbox before may be told how it was without the mark, and show that for
 * good: the answer would come after the mark's own.
 */
export function marksSettled(queries: QueryClient, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!signal.aborted && queries.isMutating({ mutationKey: inboxKeys.marking }) > 0) return;
      leave();
      signal.removeEventListener("abort", look);
      resolve();
    };
    const leave = queries.getMutationCache().subscribe(look);
    signal.addEventListener("abort", look);
    look();
  });
}
