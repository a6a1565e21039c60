import { generateNKeysBetween } from "fractional-indexing";

const shape = /^[A-Za-z][0-9A-Za-z]*$/;
const smallestInteger = `A${"0".repeat(26)}`;

/**
 * Whether this is a well-formed key of fractional indexing in base 62: a letter that says how many
 * digits its integer part has, those digits, and a fraction that does not end in 0. The smallest
 * integer alone is no key, since nothing could be put before it.
 */
export function isOrderKey(order: unknown): order is string {
  if (typeof order !== "string" || !shape.test(order) || order === smallestInteger) return false;
  const head = order.charCodeAt(0);
  const integer = head >= 0x61 ? head - 0x61 + 2 : 0x5a - head + 2;
  if (order.length < integer) return false;
  return order.length === integer || !order.endsWith("0");
}

/** Something in a list, with its order as written in the document. */
export interface Placed {
  id: string;
  order: unknown;
}

/**
 * The orders to write so that `ids` come to stand at `index` of a list (which does not hold them).
 *
 * Mostly one for each id. Where neighbours have equal or malformed orders, so that nothing fits
 * between them, those that are in the way get new orders too, in the order in which they are seen.
 */
export function placeInOrder(
  siblings: readonly Placed[],
  index: number,
  ids: readonly string[],
): Map<string, string> {
  const at = Math.max(0, Math.min(index, siblings.length));
  const usable = siblings.map(({ order }) => (isOrderKey(order) ? order : null));
  let start = at;
  while (start > 0 && usable[start - 1] === null) start--;
  const low = start > 0 ? (usable[start - 1] ?? null) : null;
  let end = at;
  let high: string | null = null;
  while (end < siblings.length && high === null) {
    const order = usable[end] ?? null;
    if (order !== null && (low === null || order > low)) high = order;
    else end++;
  }
  // Malformed orders sort last whatever is put before them, so those behind the place may stay.
  if (high === null && usable.slice(at).every((order) => order === null)) end = at;
  const idsOf = (from: number, to: number) => siblings.slice(from, to).map(({ id }) => id);
  const renewed = [...idsOf(start, at), ...ids, ...idsOf(at, end)];
  const keys = freshKeys(low, high, renewed.length);
  if (keys) return pair(renewed, keys);
  // The ends of the key space: the whole list gets new orders.
  const all = [...idsOf(0, at), ...ids, ...idsOf(at, siblings.length)];
  return pair(all, generateNKeysBetween(null, null, all.length));
}

/** Keys between two keys, always the same ones; null where there is no room. */
function freshKeys(low: string | null, high: string | null, count: number): string[] | null {
  try {
    const keys = generateNKeysBetween(low, high, count);
    return keys.every(isOrderKey) ? keys : null;
  } catch {
    return null;
  }
}

function pair(ids: readonly string[], keys: readonly string[]): Map<string, string> {
  return new Map(ids.map((id, at) => [id, keys[at] ?? ""]));
}
