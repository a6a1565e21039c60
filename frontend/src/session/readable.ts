import { keep } from "@/plan/identity";
import type { Readable } from "./types";

/** A value that changes; setting what says the same as before tells nobody. */
export class Value<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  getSnapshot = (): T => this.#value;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(value: T): void {
    const kept = keep(this.#value, value);
    if (Object.is(kept, this.#value)) return;
    this.#value = kept;
    for (const listener of [...this.#listeners]) listener();
  }
}
