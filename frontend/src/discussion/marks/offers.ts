import type { Range, Root } from "../anchors";
import { anchorOf, quoteOf, wordsIn } from "../anchors";
import type { Field, Place } from "../types";

/** Words that are selected now, and could be commented on. */
export interface Offer {
  item: string;
  field: Exclude<Field, "item">;
  /** What they stand in; null where it is gone meanwhile. */
  root(): Root | null;
  range: Range;
  /** Where they are in the window. */
  box(): { left: number; top: number; bottom: number } | null;
}

/** The one selection of this page. A title's and a body's own selections know nothing of each other. */
export class Offers {
  readonly #listeners = new Set<() => void>();
  #offer: Offer | null = null;

  getSnapshot = (): Offer | null => this.#offer;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Of no selection only that one is told which made the last offer. */
  set(offer: Offer | null, field: Offer["field"]): void {
    if (offer === this.#offer || (offer === null && this.#offer?.field !== field)) return;
    this.#offer = offer;
    for (const listener of [...this.#listeners]) listener();
  }
}

export const offers = new Offers();

/** What a thread on the selected words is about. */
export function placeOf({ item, field, root, range }: Offer): Place | null {
  const inside = root();
  const words = inside && wordsIn(inside);
  const anchor = words && anchorOf(words, range);
  return anchor && { item, field, anchor, quote: quoteOf(words, range) };
}
