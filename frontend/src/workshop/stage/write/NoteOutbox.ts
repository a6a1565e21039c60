import { NOTE_COLORS, type NoteColor } from "../../types";

/** A note that is not on the server yet. With its own id, sent twice it is written once. */
export interface WaitingNote {
  id: string;
  text: string;
  color: NoteColor;
  /** Why the server does not take it; absent while it is on its way. */
  refused?: string;
}

export interface NoteOutboxOptions {
  /** Writes one note on the server. `id` is the same for the same note each time it is tried. */
  send(note: WaitingNote): Promise<unknown>;
  /** For people: why the server does not take a note; null where it may be tried again. */
  refusal(error: unknown): string | null;
  /** Where notes outlive a reload. */
  storage?: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  key: string;
  newId(): string;
  /** Milliseconds before it is tried again where no answer came. */
  again?: number;
}

/**
 * Notes on their way to the server: they show at once, go one after the other in the order of
 * writing, and wait out a server that is away.
 */
export class NoteOutbox {
  readonly #options: Required<Omit<NoteOutboxOptions, "storage">> & NoteOutboxOptions;
  readonly #listeners = new Set<() => void>();
  #waiting: readonly WaitingNote[];
  #sending = false;
  #away = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #snapshot: { waiting: readonly WaitingNote[]; away: boolean };

  constructor(options: NoteOutboxOptions) {
    this.#options = { again: 2500, ...options };
    this.#waiting = this.#kept();
    this.#snapshot = { waiting: this.#waiting, away: false };
  }

  getSnapshot = (): { waiting: readonly WaitingNote[]; away: boolean } => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(text: string, color: NoteColor): void {
    this.#set([...this.#waiting, { id: this.#options.newId(), text, color }]);
    this.flush();
  }

  drop(id: string): void {
    this.#set(this.#waiting.filter((note) => note.id !== id));
  }

  /** Try now: the connection is back, or notes of before a reload are to go. */
  flush(): void {
    clearTimeout(this.#timer);
    if (!this.#sending) void this.#sendAll();
  }

  /** Stop trying. What waits stays kept. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #sendAll(): Promise<void> {
    this.#sending = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const note = next;
      try {
        await this.#options.send(note);
        this.#away = false;
        this.drop(note.id);
      } catch (error) {
        const refused = this.#options.refusal(error);
        if (refused === null) {
          this.#away = true;
          this.#set(this.#waiting);
          this.#timer = setTimeout(() => this.flush(), this.#options.again);
          break;
        }
        this.#set(this.#waiting.map((one) => (one.id === note.id ? { ...one, refused } : one)));
      }
    }
    this.#sending = false;
  }

  #next(): WaitingNote | undefined {
    return this.#waiting.find((note) => note.refused === undefined);
  }

  #set(waiting: readonly WaitingNote[]): void {
    this.#waiting = waiting;
    this.#snapshot = { waiting, away: this.#away };
    this.#keep();
    for (const listener of [...this.#listeners]) listener();
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

  #kept(): WaitingNote[] {
    const { storage, key } = this.#options;
    try {
      const kept: unknown = JSON.parse(storage?.getItem(key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isNote).map(({ refused: _, ...note }) => note) : [];
    } catch {
      return [];
    }
  }
}

function isNote(value: unknown): value is WaitingNote {
  const note = value as Partial<WaitingNote> | null;
  return (
    typeof note?.id === "string" &&
    typeof note.text === "string" &&
    NOTE_COLORS.includes(note.color as NoteColor)
  );
}
