import type { CommentDoc } from "./text";
import type { Anchor, Field } from "./types";

interface Waits {
  /** Chosen here: what is sent twice is written once. */
  id: string;
  body: CommentDoc;
  /** When it was written. */
  at: string;
  /** Why the server does not take it; absent while it is on its way. */
  refused?: string;
}

export interface WaitingThread extends Waits {
  kind: "thread";
  /** The id of its first comment. */
  comment: string;
  item: string | null;
  field: Field;
  anchor: Anchor | null;
  quote: string;
}

export interface WaitingReply extends Waits {
  kind: "reply";
  thread: string;
}

export type Waiting = WaitingThread | WaitingReply;

export interface OutboxOptions {
  /** Writes one of them on the server, under the same id each time it is tried. */
  send(waiting: Waiting): Promise<unknown>;
  /** What follows from an error: why it is not taken, for people; or in how long to try again. */
  verdict(error: unknown): { refused: string } | { againMs: number };
  /** Where they outlive a reload; other windows of the same person write there too. */
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  name: string;
}

export interface OutboxState {
  waiting: readonly Waiting[];
  /** The last try found no server. */
  away: boolean;
}

/**
 * Comments on their way to the server: they show at once, go one after the other in the order of
 * writing, and wait out a server that is away.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #listeners = new Set<() => void>();
  #state: OutboxState;
  #sending = false;
  #stopped = false;
  /** The storage took something last time. */
  #keeps = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    // What was refused is tried once more after a reload: the reason may be gone.
    const waiting = this.#kept().map(({ refused: _, ...one }) => one as Waiting);
    this.#state = { waiting, away: false };
  }

  getSnapshot = (): OutboxState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(waiting: Waiting): void {
    this.#change((all) => [...all, waiting]);
    this.flush();
  }

  /** Try again what was refused. */
  retry(id: string): void {
    this.#change((all) =>
      all.map((one) => {
        if (one.id !== id) return one;
        const { refused: _, ...again } = one;
        return again as Waiting;
      }),
    );
    this.flush();
  }

  drop(id: string): void {
    this.#change((all) => all.filter((one) => one.id !== id));
  }

  /** Try now: the connection is back, or what waited before a reload is to go. */
  flush(): void {
    this.#stopped = false;
    clearTimeout(this.#timer);
    if (!this.#sending) void this.#sendAll();
  }

  /** Another window of the same person sent or wrote something. */
  reread(): void {
    this.#change((all) => all);
  }

  /** Stop trying. What waits stays kept. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #sendAll(): Promise<void> {
    this.#sending = true;
    for (let next = this.#next(); next && !this.#stopped; next = this.#next()) {
      const waiting = next;
      try {
        await this.#options.send(waiting);
        this.#state = { ...this.#state, away: false };
        this.drop(waiting.id);
      } catch (error) {
        const verdict = this.#options.verdict(error);
        if ("againMs" in verdict) {
          this.#state = { ...this.#state, away: true };
          this.#change((all) => all);
          if (!this.#stopped) this.#timer = setTimeout(() => this.flush(), verdict.againMs);
          break;
        }
        this.#change((all) =>
          all.map((one) => (one.id === waiting.id ? { ...one, ...verdict } : one)),
        );
      }
    }
    this.#sending = false;
  }

  #next(): Waiting | undefined {
    return this.#state.waiting.find(({ refused }) => refused === undefined);
  }

  /** On what is kept, not on what this window knows: another one may have changed it. */
  #change(change: (all: readonly Waiting[]) => readonly Waiting[]): void {
    const { storage, name } = this.#options;
    const waiting = change(storage && this.#keeps ? this.#kept() : this.#state.waiting);
    this.#state = { ...this.#state, waiting };
    try {
      if (waiting.length === 0) storage?.removeItem(name);
      else storage?.setItem(name, JSON.stringify(waiting));
      this.#keeps = true;
    } catch {
      // Storage is full: they wait in this page only.
      this.#keeps = false;
    }
    for (const listener of [...this.#listeners]) listener();
  }

  #kept(): readonly Waiting[] {
    const { storage, name } = this.#options;
    try {
      const kept: unknown = JSON.parse(storage?.getItem(name) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isWaiting) : [];
    } catch {
      return [];
    }
  }
}

function isWaiting(value: unknown): value is Waiting {
  if (typeof value !== "object" || value === null) return false;
  const { id, kind, body, comment, thread } = value as Record<string, unknown>;
  const text = typeof body === "object" && body !== null && "content" in body;
  const whole = kind === "thread" ? typeof comment === "string" : typeof thread === "string";
  return typeof id === "string" && (kind === "thread" || kind === "reply") && text && whole;
}
