import { type Suggestion, shownAt } from "../types";

/** Those to decide, in the order in which they came. */
export function openOnes(all: readonly Suggestion[]): Suggestion[] {
  return all
    .filter(({ state }) => state === "open")
    .sort((one, other) => compare(one.created_at, other.created_at) || compare(one.id, other.id));
}

/** Those that were decided, the latest decision first. */
export function decidedOnes(all: readonly Suggestion[]): Suggestion[] {
  const at = ({ decided, created_at }: Suggestion) => decided?.at ?? created_at;
  return all
    .filter(({ state }) => state !== "open")
    .sort((one, other) => compare(at(other), at(one)) || compare(one.id, other.id));
}

/** The open ones by the item on which they show; those about the top of the plan by null. */
export function byItem(
  all: readonly Suggestion[] | undefined,
): ReadonlyMap<string | null, readonly Suggestion[]> {
  const found = new Map<string | null, Suggestion[]>();
  for (const suggestion of openOnes(all ?? [])) {
    const item = shownAt(suggestion);
    const there = found.get(item);
    if (there) there.push(suggestion);
    else found.set(item, [suggestion]);
  }
  return found;
}

/** Times of one service are all written alike, in UTC. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
