import { dayText } from "@/item/days";
import { type Counts, type Kind, type Per, type TimePart, WAYS, type Way } from "./types";

export const wayNames: Record<Way, string> = {
  wrote: "Wrote",
  commented: "Commented",
  voted: "Voted",
  decided: "Decided",
};

export const kindNames: Record<Kind, string> = {
  plan: "Minutes in which you wrote in the plan",
  note: "Notes in sessions, revealed with your name",
  comment: "Comments",
  reaction: "Reactions to comments",
  suggestion: "Suggestions you made",
  ballot: "Votes you took part in, once closed",
  verdict: "Suggestions you accepted or declined",
  decision: "Decisions you wrote down",
};

export const perNames: Record<Per, string> = {
  quarter: "Quarter of an hour",
  day: "Day",
  week: "Week from",
};

export function totalOf(counts: Counts): number {
  return WAYS.reduce((sum, way) => sum + (counts[way] ?? 0), 0);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/** Of a whole, in full per cent; 0 where there is none. Never 0 or 100 for what is not quite that. */
export function percent(part: number, whole: number): number {
  if (whole === 0) return 0;
  if (part === whole) return 100;
  if (part === 0) return 0;
  return Math.min(99, Math.max(1, Math.round((part / whole) * 100)));
}

/** “12 Mar”, or the time of a quarter of an hour: “14:45”. */
export function startText({ start }: Pick<TimePart, "start">): string {
  const time = /T(\d\d:\d\d)/.exec(start)?.[1];
  return time ?? dayText(start);
}

/** “wrote 12, voted 3”; “nothing” where there is nothing. */
export function valuesText(values: readonly (readonly [name: string, value: number])[]): string {
  const parts = values.filter(([, value]) => value > 0).map(([name, value]) => `${name} ${value}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}

export function countsText(counts: Counts): string {
  return valuesText(WAYS.map((way) => [wayNames[way].toLowerCase(), counts[way] ?? 0]));
}

/** What a chart over time says to who does not see it. */
export function timeSummary(parts: readonly TimePart[], per: Per): string {
  const busiest = parts.reduce<TimePart | undefined>(
    (best, part) => (totalOf(part.counts) > totalOf(best?.counts ?? NONE) ? part : best),
    undefined,
  );
  const one = per === "quarter" ? "quarter of an hour" : per;
  const whole = `Contributions by ${one}, ${plural(parts.length, "column")}.`;
  if (!busiest) return `${whole} There are none.`;
  return `${whole} Most at ${startText(busiest)}: ${countsText(busiest.counts)}.`;
}

const NONE: Counts = { wrote: 0, commented: 0, voted: 0, decided: 0 };
