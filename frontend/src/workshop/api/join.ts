import { useQuery } from "@tanstack/react-query";
import { workshopKeys } from "./keys";
import { rest } from "./rest";

/** What a short code leads to, for anyone who has it. */
export function useJoinTarget(code: string, { enabled = true } = {}) {
  return useQuery({
    queryKey: workshopKeys.join(code),
    enabled,
    queryFn: ({ signal }) => rest.joinTarget(code, signal),
    // A whole room asks from one address, and the service counts: once is enough.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
