import * as Y from "yjs";
import type { Ledger } from "./ledger";
import { forgetLocalBoard, noteLocalBoard, stateStore, unsentPrefix } from "./localBoards";

const updatesStore = "updates";
/** So many updates are merged into one. */
const compactAt = 400;
/** A browser whose storage does not open in this time (ms) is used without. */
const patience = 3000;

/**
 * The copy of a board in this browser (IndexedDB): it shows at once, offline too, and keeps what the
 * server does not have yet.
 *
 * Beside the updates it keeps how many changes were not acknowledged, written in the same
 * transaction as the changes themselves, so that a page opened again without a network can say so.
 * Several windows may share one copy. Where there is no storage, or it fails, the board works
 * without it; see `failed`.
 */
export class LocalCopy {
  /** Resolves once the copy is in the document, or once it is clear that there is none to be had. */
  readonly loaded: Promise<void>;
  /** Called when nothing is kept in this browser any more. */
  onFailed: (() => void) | null = null;
  readonly #doc: Y.Doc;
  readonly #name: string;
  readonly #unsentKey = `${unsentPrefix}${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  readonly #ledger: Ledger;
  #database: IDBDatabase | null = null;
  #state: "opening" | "open" | "closed" = "opening";
  #buffer: Uint8Array[] = [];
  #writing = false;
  #planned = false;
  #rows = 0;
  #lastRead = 0;
  #unsentWritten = 0;
  #inherited: IDBValidKey[] = [];

  /** The ledger counts what is not acknowledged; what an earlier page left so is added to it. */
  constructor(name: string, doc: Y.Doc, ledger: Ledger) {
    this.#name = name;
    this.#doc = doc;
    this.#ledger = ledger;
    this.loaded = this.#open();
    doc.on("update", this.#onUpdate);
  }

  /** Whether nothing is kept in this browser: it has no storage, or it is full, or was cleared. */
  get failed(): boolean {
    return this.#state === "closed";
  }

  /** Whether all there is in the document is kept in this browser, now. */
  get complete(): boolean {
    return this.#state === "open" && !this.#writing && this.#buffer.length === 0;
  }

  /** Says that the number of unacknowledged changes is another one. */
  unsentChanged(): void {
    this.#plan();
  }

  /** Writes what is left and lets go of the storage; the copy stays. */
  close(): void {
    if (this.#state === "open") this.#write();
    this.#end();
  }

  /** Takes the copy out of this browser. */
  forget(): Promise<void> {
    this.#buffer = [];
    this.#end();
    return forgetLocalBoard(this.#name);
  }

  async #open(): Promise<void> {
    try {
      const opening = openDatabase(this.#name);
      opening.then(
        (late) => this.#state === "closed" && late.close(),
        () => {},
      );
      const database = await within(patience, opening);
      if (this.#state === "closed") return;
      this.#database = database;
      // Another window takes the copy away (somebody signed out), or the browser does.
      database.onversionchange = () => this.#end();
      database.onclose = () => this.#end();
      noteLocalBoard(this.#name);
      await within(patience, this.#load(database));
    } catch {
      this.#end();
    }
  }

  async #load(database: IDBDatabase): Promise<void> {
    const transaction = database.transaction([updatesStore, stateStore], "readonly");
    const updates = transaction.objectStore(updatesStore);
    const state = transaction.objectStore(stateStore);
    const [keys, rows, stateKeys, stateValues] = await Promise.all([
      answer(updates.getAllKeys()),
      answer(updates.getAll()),
      answer(state.getAllKeys()),
      answer(state.getAll()),
    ]);
    if (this.#state !== "opening") return;
    this.#apply(rows);
    this.#rows = rows.length;
    this.#lastRead = Number(keys.at(-1) ?? 0);
    stateKeys.forEach((key, at) => {
      const value: unknown = stateValues[at];
      if (typeof key !== "string" || !key.startsWith(unsentPrefix)) return;
      this.#inherited.push(key);
      if (typeof value === "number" && value > 0) this.#ledger.wait(value);
    });
    this.#state = "open";
    this.#plan();
  }

  #apply(rows: readonly unknown[]): void {
    Y.transact(
      this.#doc,
      () => {
        for (const row of rows) {
          try {
            Y.applyUpdate(this.#doc, row as Uint8Array);
          } catch {
            // A damaged row; the server has what it held, or nobody has.
          }
        }
      },
      this,
      false,
    );
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.#buffer.push(update);
    this.#plan();
  };

  /** Writes soon: after everyone has heard of the change, and several at once. */
  #plan(): void {
    if (this.#planned || this.#writing || this.#state !== "open") return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      this.#write();
    });
  }

  #write(): void {
    const unsent = this.#ledger.unsaved;
    const stale = unsent !== this.#unsentWritten || this.#inherited.length > 0;
    const database = this.#database;
    if (this.#writing || this.#state !== "open" || !database) return;
    if (this.#buffer.length === 0 && !stale) return;
    const buffered = this.#buffer;
    this.#buffer = [];
    this.#writing = true;
    try {
      const transaction = database.transaction([updatesStore, stateStore], "readwrite");
      transaction.oncomplete = () => {
        this.#writing = false;
        this.#plan();
      };
      transaction.onabort = () => this.#end();
      const updates = transaction.objectStore(updatesStore);
      for (const update of buffered) updates.add(update);
      this.#rows += buffered.length;
      this.#writeUnsent(transaction.objectStore(stateStore), unsent);
      if (this.#rows >= compactAt) this.#compact(updates);
    } catch {
      this.#end();
    }
  }

  #writeUnsent(state: IDBObjectStore, unsent: number): void {
    // What an earlier page had left is in our own count since it was loaded.
    for (const key of this.#inherited) state.delete(key);
    this.#inherited = [];
    if (unsent > 0) state.put(unsent, this.#unsentKey);
    else state.delete(this.#unsentKey);
    this.#unsentWritten = unsent;
  }

  /** One row for all, with what other windows have added since. */
  #compact(updates: IDBObjectStore): void {
    const keys = updates.getAllKeys();
    const rows = updates.getAll(IDBKeyRange.lowerBound(this.#lastRead, true));
    rows.onsuccess = () => {
      const last = keys.result.at(-1);
      if (last === undefined) return;
      this.#apply(rows.result);
      const whole = updates.add(Y.encodeStateAsUpdate(this.#doc));
      updates.delete(IDBKeyRange.upperBound(last));
      whole.onsuccess = () => {
        this.#lastRead = Number(whole.result);
        this.#rows = 1;
      };
    };
  }

  #end(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#doc.off("update", this.#onUpdate);
    // Waits for the transaction under way.
    this.#database?.close();
    this.onFailed?.();
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(updatesStore, { autoIncrement: true });
    request.result.createObjectStore(stateStore);
  };
  return answer(request);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
