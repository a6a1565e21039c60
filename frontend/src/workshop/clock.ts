/** What the service's clock says, as far as one can know it from here. */

interface Sample {
  /** Server time minus `performance.now()`, in milliseconds. */
  base: number;
  /** How long the question took: half of it is the most that `base` is off by. */
  trip: number;
  /** `performance.now()` when it came. */
  at: number;
  /** `Date.now() - performance.now()` then: a jump of it tells of a machine that slept. */
  wall: number;
}

export interface ClockSources {
  /** Asks the service for its time, in milliseconds since 1970. */
  ask(): Promise<number>;
  /** A clock that never jumps (`performance.now`). */
  steady(): number;
  /** The clock on the wall of this device (`Date.now`), which may be wrong by any amount. */
  wall(): number;
}

/** How long a good sample stays better than a worse new one. */
const GOOD_FOR_MS = 5 * 60_000;
/** Past this, the device has slept or its clock was set, and old samples say nothing. */
const JUMP_MS = 250;
const PAUSE_MS = 120;

/**
 * The service's time, estimated from samples of `/api/time`: the one with the smallest round trip is
 * off by at most half of that trip. It runs on the steady clock, so that setting the device's own
 * clock changes nothing.
 */
export class ServerClock {
  #best: Sample | null = null;
  #hint: number | null = null;
  #round: Promise<void> | null = null;
  readonly #sources: ClockSources;
  readonly #listeners = new Set<() => void>();

  constructor(sources: ClockSources) {
    this.#sources = sources;
  }

  /** Server milliseconds now; the device's own clock until anything is known. */
  now(): number {
    const base = this.#best?.base ?? this.#hint;
    return base === null ? this.#sources.wall() : base + this.#sources.steady();
  }

  /** How far `now()` may be off, in milliseconds; null while nothing was measured. */
  get uncertainty(): number | null {
    return this.#best === null ? null : this.#best.trip / 2;
  }

  /** A time that came with something else. Serves until the first sample. */
  hint(serverNow: number): void {
    if (this.#best !== null || this.#hint !== null) return;
    this.#hint = serverNow - this.#sources.steady();
    this.#tell();
  }

  /** Samples some times, one after the other. Calls that come meanwhile join the round under way. */
  sample(count = 5): Promise<void> {
    this.#round ??= this.#sampleAll(count).finally(() => {
      this.#round = null;
    });
    return this.#round;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async #sampleAll(count: number): Promise<void> {
    let best: Sample | null = null;
    for (let i = 0; i < count; i++) {
      if (i > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const sample = await this.#ask();
      if (sample && (best === null || sample.trip < best.trip)) best = sample;
      // The first one is worth more than none at once.
      if (best !== null && this.#best === null) this.#take(best);
    }
    if (best !== null && this.#isBetter(best)) this.#take(best);
  }

  async #ask(): Promise<Sample | null> {
    const { steady, wall, ask } = this.#sources;
    const asked = steady();
    let server: number;
    try {
      server = await ask();
    } catch {
      return null;
    }
    const at = steady();
    return { base: server - (asked + at) / 2, trip: at - asked, at, wall: wall() - at };
  }

  #isBetter(sample: Sample): boolean {
    const best = this.#best;
    if (best === null) return true;
    if (Math.abs(sample.wall - best.wall) > JUMP_MS) return true;
    return sample.trip <= best.trip || sample.at - best.at > GOOD_FOR_MS;
  }

  #take(sample: Sample): void {
    this.#best = sample;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
