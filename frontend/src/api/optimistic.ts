import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Show a change before the service has confirmed it.
 *
 * @returns what puts the old value back, for when the service refuses.
 */
export async function showAhead<T>(
  queries: QueryClient,
  queryKey: QueryKey,
  change: (data: T) => T,
): Promise<() => void> {
  await queries.cancelQueries({ queryKey, exact: true });
  const before = queries.getQueryData<T>(queryKey);
  if (before === undefined) return () => {};
  queries.setQueryData<T>(queryKey, change(before));
  return () => queries.setQueryData<T>(queryKey, before);
}
