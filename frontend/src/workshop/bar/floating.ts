/** How long a reaction is seen, in milliseconds. */
export const FLOATS_MS = 4200;
/** More at once are no more to be told apart. */
const MOST = 40;

export interface FloatingReaction {
  key: number;
  emoji: string;
  name: string;
  /** From 0 (left) to 1. */
  at: number;
}

/** The reactions that float by now. */
export class Floating {
  #now: readonly FloatingReaction[] = [];
  #next = 1;
  readonly #listeners = new Set<() => void>();

  add(emoji: string, name: string): void {
    const key = this.#next++;
    // Spread without chance: each a golden section away from the one before.
    const at = (key * 0.618_033_988_75) % 1;
    this.#set([...this.#now, { key, emoji, name, at }].slice(-MOST));
    setTimeout(() => this.#set(this.#now.filter((one) => one.key !== key)), FLOATS_MS);
  }

  getSnapshot = (): readonly FloatingReaction[] => this.#now;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(next: readonly FloatingReaction[]): void {
    this.#now = next;
    for (const listener of [...this.#listeners]) listener();
  }
}
