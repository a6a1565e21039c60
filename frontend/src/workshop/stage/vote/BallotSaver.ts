import { type Choices, sameChoices } from "./ballot";

export interface BallotDraft {
  choices: Choices;
  comment: string;
}

/** What a voter reads about the ballot. */
export type BallotState =
  /** The server has exactly this. */
  | { step: "saved" }
  | { step: "saving" }
  /** No answer from the server; it is sent again by itself. */
  | { step: "waiting" }
  /** The server does not take it, and says why; what shows is not counted. */
  | { step: "refused"; reason: unknown };

export interface BallotSaverOptions {
  /** What the server has. */
  saved: BallotDraft;
  put(draft: BallotDraft): Promise<unknown>;
  /** Whether the ballot may be sent once more after this error. */
  mayRetry(error: unknown): boolean;
  /** Milliseconds between an edit and sending it, so that quick presses go as one. */
  pause?: number;
  /** Milliseconds before it is sent again where no answer came. */
  again?: number;
}

/**
 * Keeps one's ballot on the server as one edits it. One request at a time, always with all of the
 * ballot, so that the last edit wins whatever happens on the way; none is lost while the server is
 * away.
 */
export class BallotSaver {
  readonly #options: Required<BallotSaverOptions>;
  readonly #listeners = new Set<() => void>();
  #saved: BallotDraft;
  #snapshot: { draft: BallotDraft; state: BallotState };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending = false;

  constructor(options: BallotSaverOptions) {
    this.#options = { pause: 200, again: 2500, ...options };
    this.#saved = options.saved;
    this.#snapshot = { draft: options.saved, state: { step: "saved" } };
  }

  getSnapshot = (): { draft: BallotDraft; state: BallotState } => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  edit(change: (draft: BallotDraft) => BallotDraft): void {
    const draft = change(this.#snapshot.draft);
    if (draft === this.#snapshot.draft) return;
    this.#show(draft, { step: "saving" });
    this.#schedule(this.#options.pause);
  }

  /** What the server has, as it was fetched; edits that are on their way there stay. */
  heard(saved: BallotDraft): void {
    if (this.#snapshot.state.step !== "saved" || this.#sending || same(saved, this.#saved)) return;
    this.#saved = saved;
    this.#show(saved, { step: "saved" });
  }

  /** Send now what is not there yet: the page goes, or the connection is back. */
  flush(): void {
    const { step } = this.#snapshot.state;
    if (step === "saving" || step === "waiting") this.#schedule(0);
  }

  #schedule(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#sending) return;
    if (milliseconds === 0) void this.#send();
    else this.#timer = setTimeout(() => void this.#send(), milliseconds);
  }

  async #send(): Promise<void> {
    const { draft } = this.#snapshot;
    if (same(draft, this.#saved)) {
      this.#show(draft, { step: "saved" });
      return;
    }
    this.#sending = true;
    try {
      await this.#options.put(draft);
      this.#saved = draft;
      this.#sending = false;
      if (this.#snapshot.draft === draft) this.#show(draft, { step: "saved" });
      else this.#schedule(0);
    } catch (error) {
      this.#sending = false;
      const retry = this.#options.mayRetry(error);
      this.#show(
        this.#snapshot.draft,
        retry ? { step: "waiting" } : { step: "refused", reason: error },
      );
      if (retry) this.#schedule(this.#options.again);
    }
  }

  #show(draft: BallotDraft, state: BallotState): void {
    this.#snapshot = { draft, state };
    for (const listener of [...this.#listeners]) listener();
  }
}

function same(one: BallotDraft, other: BallotDraft): boolean {
  return one.comment === other.comment && sameChoices(one.choices, other.choices);
}
