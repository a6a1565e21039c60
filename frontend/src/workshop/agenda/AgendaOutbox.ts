import { changed } from "../api/activities";
import type { Activity, ActivityChange } from "../types";

/** A change on its way to the server; `before` moves the activity (null: last). */
export interface WaitingChange {
  activity: string;
  change: ActivityChange & { before?: string | null };
  /** Why the server does not take it; absent while it is on its way. */
  refused?: string;
}

/** How far the changes are. `away`: no answer came, it is tried again. */
export type Saving =
  | { step: "saved" }
  | { step: "saving" }
  | { step: "away" }
  | { step: "refused"; why: string };

export interface AgendaOutboxOptions {
  /** Changes one activity on the server, and puts its answer where it is shown. */
  send(waiting: WaitingChange): Promise<unknown>;
  /** For people: why the server does not take a change; null where it may be tried again. */
  refusal(error: unknown): string | null;
  /** Where changes outlive a reload. */
  storage?: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  key: string;
  /** Milliseconds before it is tried again where no answer came. */
  again?: number;
}

interface Snapshot {
  waiting: readonly WaitingChange[];
  saving: Saving;
}

/**
 * Changes of an agenda on their way to the server: they show at once, go one after the other, wait
 * out a server that is away, and stay where the server refuses them, until one says what to do.
 */
export class AgendaOutbox {
  readonly #options: Required<Omit<AgendaOutboxOptions, "storage">> & AgendaOutboxOptions;
  readonly #listeners = new Set<() => void>();
  #waiting: readonly WaitingChange[];
  #sending: WaitingChange | null = null;
  #away = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #snapshot: Snapshot;

  constructor(options: AgendaOutboxOptions) {
    this.#options = { again: 2500, ...options };
    this.#waiting = this.#kept();
    this.#snapshot = this.#now();
  }

  getSnapshot = (): Snapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What an activity says. What waits for the same activity goes with it. */
  change(activity: string, change: ActivityChange): void {
    const same = this.#waiting.find(
      (one) =>
        one.activity === activity && one.change.before === undefined && one !== this.#sending,
    );
    if (same) this.#replace(same, { activity, change: { ...same.change, ...change } });
    else this.#set([...this.#waiting, { activity, change }]);
    this.flush();
  }

  /** Where an activity stands. Moves of others in between keep their order. */
  move(activity: string, before: string | null): void {
    const last = this.#waiting.at(-1);
    const next = { activity, change: { before } };
    if (last?.activity === activity && last.change.before !== undefined && last !== this.#sending) {
      this.#replace(last, next);
    } else {
      this.#set([...this.#waiting, next]);
    }
    this.flush();
  }

  /** The activity is gone: what waits for it goes nowhere. */
  forget(activity: string): void {
    this.#set(this.#waiting.filter((one) => one.activity !== activity));
  }

  /** Try what was refused once more. */
  retry(): void {
    this.#set(this.#waiting.map(({ refused: _, ...one }) => one));
    this.flush();
  }

  /** Give up what was refused. */
  discard(): void {
    this.#set(this.#waiting.filter(({ refused }) => refused === undefined));
  }

  flush(): void {
    clearTimeout(this.#timer);
    if (this.#sending === null) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      const one = next;
      this.#sending = one;
      this.#tell();
      try {
        await this.#options.send(one);
        this.#away = false;
        this.#sending = null;
        this.#set(this.#waiting.filter((other) => other !== one));
      } catch (error) {
        this.#sending = null;
        const refused = this.#options.refusal(error);
        if (refused === null) {
          this.#away = true;
          this.#tell();
          this.#timer = setTimeout(() => this.flush(), this.#options.again);
          return;
        }
        this.#away = false;
        this.#replace(one, { ...one, refused });
      }
    }
  }

  #next(): WaitingChange | undefined {
    return this.#waiting.find(({ refused }) => refused === undefined);
  }

  #replace(one: WaitingChange, other: WaitingChange): void {
    this.#set(this.#waiting.map((waiting) => (waiting === one ? other : waiting)));
  }

  #set(waiting: readonly WaitingChange[]): void {
    this.#waiting = waiting;
    this.#keep();
    this.#tell();
  }

  #tell(): void {
    this.#snapshot = this.#now();
    for (const listener of [...this.#listeners]) listener();
  }

  #now(): Snapshot {
    const why = this.#waiting.find(({ refused }) => refused !== undefined)?.refused;
    const saving: Saving =
      why !== undefined
        ? { step: "refused", why }
        : this.#waiting.length === 0
          ? { step: "saved" }
          : { step: this.#away ? "away" : "saving" };
    return { waiting: this.#waiting, saving };
  }

  #keep(): void {
    const { storage, key } = this.#options;
    try {
      if (this.#waiting.length === 0) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify(this.#waiting));
    } catch {
      // Storage is full or closed: they wait in this page only.
    }
  }

  #kept(): WaitingChange[] {
    const { storage, key } = this.#options;
    try {
      const kept: unknown = JSON.parse(storage?.getItem(key) ?? "[]");
      return Array.isArray(kept)
        ? kept.filter(isChange).map(({ activity, change }) => ({ activity, change }))
        : [];
    } catch {
      return [];
    }
  }
}

function isChange(value: unknown): value is WaitingChange {
  const one = value as Partial<WaitingChange> | null;
  return typeof one?.activity === "string" && typeof one.change === "object" && one.change !== null;
}

/** An agenda with the changes that wait, as if they were taken already. */
export function withWaiting(
  activities: readonly Activity[],
  waiting: readonly WaitingChange[],
): Activity[] {
  return waiting.reduce<Activity[]>(
    (now, { activity, change: { before, ...change } }) => {
      return changed(now, activity, change, before);
    },
    [...activities],
  );
}
