import { equal } from "@/plan/identity";
import type { ShownThread } from "./shown";
import type { Anchor, Field } from "./types";

/** Words that a thread is about, to be marked where they stand. */
export interface Mark {
  thread: string;
  anchor: Anchor;
  quote: string;
  /** The thread is the one that is open. */
  active: boolean;
}

const noMarks: readonly Mark[] = [];

/**
 * The threads of a board as its rows and editors ask for them: how many are open on an item, which
 * words to mark. What they ask for stays the same object while nothing in it changed.
 */
export class Talk {
  readonly #listeners = new Set<() => void>();
  #threads: readonly ShownThread[] = [];
  #active: string | null = null;
  #open = new Map<string | null, number>();
  #marks = new Map<string, readonly Mark[]>();
  #total = 0;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  threads = (): readonly ShownThread[] => this.#threads;

  /** Number of threads that are not resolved. */
  total = (): number => this.#total;

  openOn(item: string | null): number {
    return this.#open.get(item) ?? 0;
  }

  marksIn(item: string, field: Field): readonly Mark[] {
    return this.#marks.get(`${item} ${field}`) ?? noMarks;
  }

  show(threads: readonly ShownThread[]): void {
    if (threads === this.#threads) return;
    this.#threads = threads;
    this.#read();
  }

  activate(thread: string | null): void {
    if (thread === this.#active) return;
    this.#active = thread;
    this.#read();
  }

  #read(): void {
    const open = new Map<string | null, number>();
    const marks = new Map<string, Mark[]>();
    this.#total = 0;
    for (const { id, item, field, anchor, quote, resolved } of this.#threads) {
      const active = id === this.#active;
      if (resolved === null) {
        open.set(item, (open.get(item) ?? 0) + 1);
        this.#total++;
      }
      // The words of a resolved one are marked while one looks at it.
      if (item === null || !anchor || (resolved !== null && !active)) continue;
      const place = `${item} ${field}`;
      marks.set(place, [...(marks.get(place) ?? []), { thread: id, anchor, quote, active }]);
    }
    this.#open = open;
    this.#marks = new Map(
      [...marks].map(([place, some]) => {
        const before = this.#marks.get(place);
        return [place, before && equal(before, some) ? before : some];
      }),
    );
    for (const listener of [...this.#listeners]) listener();
  }
}
