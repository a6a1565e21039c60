import { MutationCache, type Query, QueryCache, QueryClient } from "@tanstack/react-query";
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
  askAgainAfterEarlyAnswers(queries);
  return queries;
}

/**
 * What changes while a first answer is on its way may not be in it, and `invalidateQueries` neither
 * asks for a second one then nor remembers that it should have. Whoever waits for the first answer
 * gets it; it is asked for again at once.
 */
function askAgainAfterEarlyAnswers(queries: QueryClient): void {
  const early = new WeakSet<Query>();
  queries.getQueryCache().subscribe((event) => {
    if (event.type !== "updated") return;
    const { query, action } = event;
    const { data, fetchStatus } = query.state;
    if (action.type === "invalidate" && fetchStatus === "fetching" && data === undefined) {
      early.add(query);
    } else if (action.type === "success" && !action.manual && early.delete(query)) {
      void queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }
  });
}
