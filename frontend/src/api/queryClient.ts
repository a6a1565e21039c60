import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { keys } from "./keys";
import { isUnreachable, Problem } from "./problem";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** The cache of the service's answers. A session that ended shows itself at the next call. */
export function createQueryClient(): QueryClient {
  const heedEndOfSession = (error: unknown) => {
    if (error instanceof Problem && error.status === 401 && queries.getQueryData(keys.me)) {
      void queries.invalidateQueries({ queryKey: keys.me });
    }
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: heedEndOfSession }),
    mutationCache: new MutationCache({ onError: heedEndOfSession }),
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 15_000,
        gcTime: WEEK_MS,
        retry: (count, error) => count < 1 && isUnreachable(error),
        retryDelay: 600,
      },
      mutations: { networkMode: "always" },
    },
  });
  return queries;
}
