import type { Item, Measure } from "@/plan/types";

/**
 * How far a measure has come from its baseline to its target, from 0 to 1; null where that cannot
 * be said. Without a baseline, it starts at 0.
 */
export function progressOf({ baseline, target, readings }: Measure): number | null {
  let latest: number | null = null;
  for (const { value } of readings) latest = value ?? latest;
  const from = baseline ?? 0;
  if (latest === null || target === null || target === from) return null;
  return Math.min(Math.max((latest - from) / (target - from), 0), 1);
}

/** The mean of what its measures say, or null where none says anything. */
export function itemProgress(item: Item): number | null {
  const known = item.measures.map(progressOf).filter((part) => part !== null);
  if (known.length === 0) return null;
  return known.reduce((sum, part) => sum + part, 0) / known.length;
}

/** Today as `YYYY-MM-DD`, where this person is. */
export function today(now = new Date()): string {
  const part = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}

/** Whether an item should have been done by now. */
export function isOverdue(item: Item, on: string): boolean {
  return item.due !== null && item.due < on && item.status !== "done" && item.status !== "dropped";
}
