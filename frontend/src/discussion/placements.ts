import type * as Y from "yjs";
import { bodyFragment, titleText } from "@/plan/change";
import type { Plan } from "@/plan/types";
import { rangeOf, type Words, wordsIn } from "./anchors";
import type { Field, Place } from "./types";

/** Where the words of a thread stand now. */
export interface Placement {
  /** How far into the title or the notes. */
  index: number;
  words: string;
}

type Anchored = Place & { id: string };

/** Of the threads that are about some words: where these are, or null where they are gone. */
export function placementsOf(
  doc: Y.Doc,
  plan: Plan,
  threads: readonly Anchored[],
): ReadonlyMap<string, Placement | null> {
  const known = new Map<string, Words | null>();
  const wordsOf = (item: string, field: Field) => {
    const key = `${item} ${field}`;
    let words = known.get(key);
    if (words === undefined) {
      const root = field === "title" ? titleText(doc, item) : bodyFragment(doc, item);
      words = root && plan.items.has(item) ? wordsIn(root) : null;
      known.set(key, words);
    }
    return words;
  };
  const placements = new Map<string, Placement | null>();
  for (const { id, item, field, anchor, quote } of threads) {
    if (item === null || field === "item" || !anchor) continue;
    const words = wordsOf(item, field);
    const range = words && rangeOf(words, anchor, quote);
    placements.set(
      id,
      range && { index: range.from, words: words.text.slice(range.from, range.to) },
    );
  }
  return placements;
}
