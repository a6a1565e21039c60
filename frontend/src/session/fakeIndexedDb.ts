/*
 * For tests: as much of IndexedDB as a local copy of a board needs, in memory. Transactions run one
 * after the other, and all of one or nothing of it is kept.
 */

type Key = string | number;
type Rows = Map<Key, unknown>;

class Request {
  result: unknown;
  onsuccess: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onupgradeneeded: (() => void) | null = null;
  error: unknown = null;
  readonly #listeners: [string, () => void][] = [];

  addEventListener(name: string, listener: () => void): void {
    this.#listeners.push([name, listener]);
  }

  tell(name: "success" | "error"): void {
    (name === "success" ? this.onsuccess : this.onerror)?.();
    for (const [event, listener] of this.#listeners) if (event === name) listener();
  }
}

class KeyRange {
  constructor(readonly includes: (key: Key) => boolean) {}
}

class Transaction {
  oncomplete: (() => void) | null = null;
  onabort: (() => void) | null = null;
  readonly #work: (() => void)[] = [];

  constructor(
    private readonly stores: Map<string, Rows>,
    private readonly full: () => boolean,
  ) {
    setTimeout(() => this.#run(), 1);
  }

  objectStore(name: string) {
    const rows = this.stores.get(name);
    if (!rows) throw new DOMException(name, "NotFoundError");
    const sorted = () => [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const within = (range: KeyRange | undefined) =>
      sorted().filter(([key]) => range?.includes(key) ?? true);
    return {
      add: (value: unknown) =>
        this.#do(() => {
          const key = Math.max(0, ...[...rows.keys()].map(Number)) + 1;
          rows.set(key, value);
          return key;
        }),
      put: (value: unknown, key: Key) => this.#do(() => rows.set(key, value) && key),
      delete: (what: Key | KeyRange) =>
        this.#do(() => {
          if (!(what instanceof KeyRange)) rows.delete(what);
          else for (const [key] of within(what)) rows.delete(key);
        }),
      getAll: (range?: KeyRange) => this.#do(() => within(range).map(([, value]) => value)),
      getAllKeys: (range?: KeyRange) => this.#do(() => within(range).map(([key]) => key)),
    };
  }

  #do(act: () => unknown): Request {
    const request = new Request();
    this.#work.push(() => {
      request.result = act();
      request.tell("success");
    });
    return request;
  }

  #run(): void {
    if (this.full()) {
      this.onabort?.();
      return;
    }
    for (let work = this.#work.shift(); work; work = this.#work.shift()) work();
    this.oncomplete?.();
  }
}

export class FakeIndexedDb {
  readonly stored = new Map<string, Map<string, Rows>>();
  readonly #open = new Map<string, Set<{ onversionchange: (() => void) | null }>>();
  /** Whether nothing more can be written. */
  full = false;
  /** Whether nothing can be opened (a private window of some browsers). */
  forbidden = false;

  open(name: string): Request {
    const request = new Request();
    setTimeout(() => {
      if (this.forbidden) {
        request.error = new DOMException("", "InvalidStateError");
        request.tell("error");
        return;
      }
      const isNew = !this.stored.has(name);
      const stores: Map<string, Rows> = this.stored.get(name) ?? new Map();
      this.stored.set(name, stores);
      const connections = this.#open.get(name) ?? new Set();
      this.#open.set(name, connections);
      let closed = false;
      const database = {
        onversionchange: null as (() => void) | null,
        onclose: null,
        createObjectStore: (store: string) => stores.set(store, new Map()),
        transaction: (_: string[], mode: string) => {
          if (closed) throw new DOMException("", "InvalidStateError");
          return new Transaction(stores, () => this.full && mode === "readwrite");
        },
        close: () => {
          closed = true;
          connections.delete(database);
        },
      };
      connections.add(database);
      request.result = database;
      if (isNew) request.onupgradeneeded?.();
      request.tell("success");
    }, 1);
    return request;
  }

  deleteDatabase(name: string): Request {
    const request = new Request();
    for (const database of [...(this.#open.get(name) ?? [])]) database.onversionchange?.();
    setTimeout(() => {
      this.stored.delete(name);
      request.tell("success");
    }, 1);
    return request;
  }

  async databases(): Promise<{ name: string }[]> {
    return [...this.stored.keys()].map((name) => ({ name }));
  }

  static readonly KeyRange = {
    lowerBound: (bound: Key, open = false) =>
      new KeyRange((key) => (open ? key > bound : key >= bound)),
    upperBound: (bound: Key) => new KeyRange((key) => key <= bound),
    bound: (low: Key, high: Key) => new KeyRange((key) => key >= low && key <= high),
  };
}
