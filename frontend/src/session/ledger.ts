/**
 * Counts what the server has not acknowledged yet.
 *
 * The server answers each frame that holds changes once, in order, after it has stored them. So
 * frames on the wire are a queue; what a lost connection leaves in it counts as not sent.
 */
export class Ledger {
  #waiting = 0;
  #wire: number[] = [];

  /** Changes that no frame on the wire holds. */
  wait(changes = 1): void {
    this.#waiting += changes;
  }

  /** A frame went out that holds so many changes (none, where it only repeats what others made). */
  send(changes = 1): void {
    this.#wire.push(changes);
  }

  /** A frame went out that holds everything that waited. */
  sendAll(): void {
    this.#wire.push(this.#waiting);
    this.#waiting = 0;
  }

  /** The oldest frame on the wire was answered; returns how many changes were in it. */
  answered(): number {
    return this.#wire.shift() ?? 0;
  }

  /** The connection is gone, and with it every answer that was to come. */
  lose(): void {
    this.#waiting = this.unsaved;
    this.#wire = [];
  }

  /** The number of changes that are not known to be stored. */
  get unsaved(): number {
    return this.#wire.reduce((sum, changes) => sum + changes, this.#waiting);
  }

  /** Whether every frame that was sent has been answered, and nothing waits to be sent. */
  get settled(): boolean {
    return this.#waiting === 0 && this.#wire.length === 0;
  }
}
