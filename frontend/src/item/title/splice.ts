/** One replacement in a text, in UTF-16 units: `remove` units at `index` give way to `insert`. */
export interface Splice {
  index: number;
  remove: number;
  insert: string;
}

/**
 * The smallest replacement that makes `after` of `before`, or null where they are equal. Where
 * several are equally small ("aa" typed into "aaa"), the one that ends at `caret` is what the
 * person did. Never splits a surrogate pair.
 */
export function spliceBetween(before: string, after: string, caret = after.length): Splice | null {
  if (before === after) return null;
  const hinted = cut(before, after, Math.max(0, after.length - caret));
  const free = cut(before, after, after.length);
  return size(hinted) <= size(free) ? hinted : free;
}

function cut(before: string, after: string, mostSuffix: number): Splice {
  const shorter = Math.min(before.length, after.length);
  let suffix = 0;
  const limit = Math.min(shorter, mostSuffix);
  while (
    suffix < limit &&
    before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix)
  ) {
    suffix++;
  }
  let prefix = 0;
  while (prefix < shorter - suffix && before.charCodeAt(prefix) === after.charCodeAt(prefix)) {
    prefix++;
  }
  if (splits(before, prefix) || splits(after, prefix)) prefix--;
  if (splits(before, before.length - suffix) || splits(after, after.length - suffix)) suffix--;
  return {
    index: prefix,
    remove: before.length - suffix - prefix,
    insert: after.slice(prefix, after.length - suffix),
  };
}

function size({ remove, insert }: Splice): number {
  return remove + insert.length;
}

/** Whether a cut at `index` would part a surrogate pair. */
export function splits(text: string, index: number): boolean {
  return isHigh(text.charCodeAt(index - 1)) && isLow(text.charCodeAt(index));
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The text with what has no place in one line made spaces, unit for unit. */
export function asOneLine(text: string): string {
  return text
    .replaceAll(/[\n\r\t\v\f\u0085\u2028\u2029]/g, " ")
    .replaceAll(/\p{Surrogate}/gu, "\ufffd");
}

/** At most `length` units of the text, without half a surrogate pair at the end. */
export function atMost(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = Math.max(0, length);
  return text.slice(0, splits(text, end) ? end - 1 : end);
}
