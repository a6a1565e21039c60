/** A stretch of two texts: in both, only in the one before, or only in the one after. */
export interface Part {
  kind: "same" | "removed" | "added";
  text: string;
}

/** Beyond so many pairs of words to look at, what differs counts as written anew. */
const MOST_PAIRS = 2_000_000;

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** The words of a text, and what stands between them, in order and without a letter lost. */
export function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * How one text became the other, in words: in each place first what went, then what came. The parts
 * without the added ones are the text before; without the removed ones, the text after.
 */
export function wordDiff(before: string, after: string): Part[] {
  const old = wordsOf(before);
  const now = wordsOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  const shorter = Math.min(old.length, now.length) - start;
  while (end < shorter && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  return joined([
    ...old.slice(0, start).map(same),
    ...between(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map(same),
  ]);
}

function same(text: string): Part {
  return { kind: "same", text };
}

/** By the longest common subsequence of words. */
function between(old: readonly string[], now: readonly string[]): Part[] {
  const parts: Part[] = [];
  const remove = (text: string | undefined) => parts.push({ kind: "removed", text: text ?? "" });
  const add = (text: string | undefined) => parts.push({ kind: "added", text: text ?? "" });
  if (old.length * now.length > MOST_PAIRS) {
    for (const word of old) remove(word);
    for (const word of now) add(word);
    return parts;
  }
  const width = now.length + 1;
  // How many words the rest of both has in common, from each pair of places on.
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      parts.push(same(old[i] ?? ""));
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) remove(old[i++]);
    else add(now[j++]);
  }
  while (i < old.length) remove(old[i++]);
  while (j < now.length) add(now[j++]);
  return parts;
}

/**
 * Neighbours of one kind as one part, what went before what came. A mere space between two changes
 * belongs to them: “old ways” for “new means” is one change, not two.
 */
function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    if (removed !== "") result.push({ kind: "removed", text: removed });
    if (added !== "") result.push({ kind: "added", text: added });
    removed = "";
    added = "";
  };
  parts.forEach(({ kind, text }, index) => {
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else {
      const next = parts[index + 1];
      const inChange = removed !== "" && added !== "" && next && next.kind !== "same";
      // A line break is more than a space: lines stay apart.
      if (inChange && /^[^\S\n]+$/.test(text)) {
        removed += text;
        added += text;
        return;
      }
      flush();
      const last = result.at(-1);
      if (last?.kind === "same") last.text += text;
      else result.push({ kind: "same", text });
    }
  });
  flush();
  return result;
}
