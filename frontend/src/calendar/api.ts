import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client, dataOf } from "@/api";
import type { components } from "@/api/schema";

export type CalendarAddress = components["schemas"]["CalendarAddress"];
type CalendarState = components["schemas"]["CalendarState"];

const KEY = ["calendar"] as const;
/** One change after the other. */
const scope = { id: "calendar" };

/** One's own calendar address: a secret, and not kept in this browser. */
export function useCalendar() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => dataOf(client.GET("/api/me/calendar", { signal })),
  });
}

export function useRenewCalendar() {
  const queries = useQueryClient();
  return useMutation({
    scope,
    mutationFn: (mine: boolean) => dataOf(client.POST("/api/me/calendar", { body: { mine } })),
    onSuccess: (calendar) => queries.setQueryData<CalendarState>(KEY, { calendar }),
  });
}

export function useChangeCalendar() {
  const queries = useQueryClient();
  return useMutation({
    scope,
    mutationFn: (mine: boolean) => dataOf(client.PATCH("/api/me/calendar", { body: { mine } })),
    onSuccess: (calendar) => queries.setQueryData<CalendarState>(KEY, { calendar }),
    onError: () => void queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useEndCalendar() {
  const queries = useQueryClient();
  return useMutation({
    scope,
    mutationFn: () => dataOf(client.DELETE("/api/me/calendar")),
    onSuccess: () => queries.setQueryData<CalendarState>(KEY, { calendar: null }),
  });
}
