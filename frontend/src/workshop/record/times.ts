import type { SessionRecord } from "../types";

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
});
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** “5 January 2026, 09:00 – 10:30”; the end with its day, where that is another. */
export function whenText({
  started_at,
  ended_at,
}: Pick<SessionRecord, "started_at" | "ended_at">): string {
  if (started_at === null) return "Not started yet";
  const start = new Date(started_at);
  const begun = `${day.format(start)}, ${clock.format(start)}`;
  if (ended_at === null) return `${begun}, still on`;
  const end = new Date(ended_at);
  const sameDay = start.toDateString() === end.toDateString();
  return `${begun} – ${sameDay ? "" : `${day.format(end)}, `}${clock.format(end)}`;
}

export function momentText(at: string): string {
  const date = new Date(at);
  return `${day.format(date)}, ${clock.format(date)}`;
}
