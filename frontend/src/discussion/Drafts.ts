import { type CommentDoc, isEmpty } from "./text";
import type { Place } from "./types";

/** Half-written words, by what they are for: `reply t1`, `edit c1` or `new d1`. */
export interface Draft {
  body: CommentDoc | null;
  /** What a new thread is to be about. */
  place?: Place;
}

export type DraftFor = `reply ${string}` | `edit ${string}` | `new ${string}`;

export type DraftsState = Readonly<Record<string, Draft>>;

type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const WRITE_AFTER_MS = 250;

/** What one has begun to write on a board, kept in this browser until it is sent or given up. */
export class Drafts {
  readonly #storage: DraftStorage | null;
  readonly #name: string;
  readonly #listeners = new Set<() => void>();
  #state: DraftsState;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(storage: DraftStorage | null, name: string) {
    this.#storage = storage;
    this.#name = name;
    this.#state = this.#kept();
  }

  getSnapshot = (): DraftsState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(target: DraftFor): Draft | undefined {
    return this.#state[target];
  }

  /** Begin a thread. One that was begun and has no words yet gives way to it. */
  begin(id: string, place: Place): void {
    const others = Object.entries(this.#state).filter(
      ([target, { body }]) => !target.startsWith("new ") || (body && !isEmpty(body)),
    );
    this.#set({ ...Object.fromEntries(others), [`new ${id}`]: { body: null, place } });
    this.flush();
  }

  /** Keep what is written; nothing, where a reply or an edit is empty again. */
  write(target: DraftFor, body: CommentDoc): void {
    const before = this.#state[target];
    if (isEmpty(body) && !before?.place) {
      this.drop(target);
      return;
    }
    // No news for who lists them: the words are in the editor.
    this.#state = { ...this.#state, [target]: { ...before, body } };
    this.#timer ??= setTimeout(() => this.flush(), WRITE_AFTER_MS);
  }

  drop(target: DraftFor): void {
    if (!this.#state[target]) return;
    const { [target]: _, ...others } = this.#state;
    this.#set(others);
    this.flush();
  }

  /** Write down now; the page may be about to go. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      if (Object.keys(this.#state).length === 0) this.#storage?.removeItem(this.#name);
      else this.#storage?.setItem(this.#name, JSON.stringify(this.#state));
    } catch {
      // Storage is full: they are in this page only.
    }
  }

  #set(state: DraftsState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }

  #kept(): DraftsState {
    try {
      const kept: unknown = JSON.parse(this.#storage?.getItem(this.#name) ?? "{}");
      if (typeof kept !== "object" || kept === null) return {};
      return Object.fromEntries(Object.entries(kept).filter(([, draft]) => isDraft(draft)));
    } catch {
      return {};
    }
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { body } = value as Partial<Draft>;
  return body === null || (typeof body === "object" && Array.isArray(body?.content));
}
