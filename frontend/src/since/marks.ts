import { createContext, useContext, useSyncExternalStore } from "react";

/** `now`: one is at it, on the way through what changed. */
export type Mark = "changed" | "now" | null;

/** Which items bear a dot; each dot hears only of its own item. */
export class Marks {
  #changed: ReadonlySet<string> = new Set();
  #now: string | null = null;
  readonly #listeners = new Set<() => void>();

  set(changed: ReadonlySet<string>, now: string | null): void {
    if (changed === this.#changed && now === this.#now) return;
    this.#changed = changed;
    this.#now = now;
    for (const listener of this.#listeners) listener();
  }

  of(item: string): Mark {
    if (item === this.#now) return "now";
    return this.#changed.has(item) ? "changed" : null;
  }

  isChanged(item: string): boolean {
    return this.#changed.has(item);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

const NONE = new Marks();

export const MarksContext = createContext<Marks>(NONE);

export function useMarks(): Marks {
  return useContext(MarksContext);
}

export function useMark(item: string): { mark: Mark; changed: boolean } {
  const marks = useMarks();
  const mark = useSyncExternalStore(marks.subscribe, () => marks.of(item));
  const changed = useSyncExternalStore(marks.subscribe, () => marks.isChanged(item));
  return { mark, changed };
}
