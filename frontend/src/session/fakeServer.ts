import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";

/*
 * For tests: a board's server and the sockets to it, without a network. It speaks what a provider
 * needs of the Hocuspocus protocol, and answers when it is told to.
 */

type Listener = (event: unknown) => void;

/** A socket to a `FakeServer`, as the provider sees a WebSocket. */
export class FakeSocket {
  static server: FakeServer;
  readyState = 0;
  binaryType = "";
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(readonly url: string) {
    FakeSocket.server.arrive(this);
  }

  addEventListener(name: string, listener: Listener): void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
  }

  removeEventListener(name: string, listener: Listener): void {
    this.#listeners.get(name)?.delete(listener);
  }

  tell(name: string, event: unknown): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(event);
  }

  send(data: Uint8Array): void {
    if (this.readyState === 1) FakeSocket.server.hear(this, data);
  }

  close(code = 1005, reason = ""): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    FakeSocket.server.leave(this);
    queueMicrotask(() => this.tell("close", { code, reason }));
  }
}

export class FakeServer {
  readonly doc = new Y.Doc();
  readonly sockets = new Set<FakeSocket>();
  /** Whether a socket opens at all. */
  reachable = true;
  /** Whether changes are answered at once, or when `answer` is called. */
  prompt = true;
  scope: "read-write" | "readonly" = "read-write";
  /** Does not let anybody in, with this code of a problem. */
  denial: string | null = null;
  /** Answers that changes were not taken. */
  refusing = false;
  connections = 0;
  readonly #owed: { socket: FakeSocket; name: string; applied: boolean }[] = [];

  get owed(): number {
    return this.#owed.length;
  }

  arrive(socket: FakeSocket): void {
    this.connections++;
    setTimeout(() => {
      if (socket.readyState !== 0) return;
      if (!this.reachable) {
        socket.close(1006);
        return;
      }
      socket.readyState = 1;
      this.sockets.add(socket);
      socket.tell("open", {});
    }, 1);
  }

  leave(socket: FakeSocket): void {
    this.sockets.delete(socket);
  }

  /** Closes every socket. */
  close(code: number): void {
    for (const socket of [...this.sockets]) socket.close(code);
  }

  /** Answers the oldest changes that wait for it. */
  answer(count = this.#owed.length): void {
    for (const { socket, name, applied } of this.#owed.splice(0, count)) {
      this.#say(socket, name, 8, (encoder) => encoding.writeVarInt(encoder, applied ? 1 : 0));
    }
  }

  say(payload: string): void {
    for (const socket of this.sockets) {
      this.#say(socket, "board", 5, (encoder) => encoding.writeVarString(encoder, payload));
    }
  }

  hear(socket: FakeSocket, data: Uint8Array): void {
    // A network takes a moment, in both directions.
    queueMicrotask(() => this.#hear(socket, data));
  }

  #hear(socket: FakeSocket, data: Uint8Array): void {
    const decoder = decoding.createDecoder(data);
    const name = decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === 2) this.#authenticate(socket, name);
    else if (type === 0 && this.denial === null) {
      this.#sync(socket, name, decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
    }
  }

  #authenticate(socket: FakeSocket, name: string): void {
    this.#say(socket, name, 2, (encoder) => {
      encoding.writeVarUint(encoder, this.denial === null ? 2 : 1);
      encoding.writeVarString(encoder, this.denial ?? this.scope);
    });
  }

  #sync(socket: FakeSocket, name: string, step: number, body: Uint8Array): void {
    if (step === 0) {
      this.#say(socket, name, 0, (encoder) => {
        encoding.writeVarUint(encoder, 1);
        encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(this.doc, body));
      });
      this.#say(socket, name, 0, (encoder) => {
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.doc));
      });
      return;
    }
    const before = Y.encodeStateVector(this.doc);
    const trial = new Y.Doc();
    Y.applyUpdate(trial, Y.encodeStateAsUpdate(this.doc));
    Y.applyUpdate(trial, body);
    const isNew = !equalBytes(before, Y.encodeStateVector(trial));
    const applied = !this.refusing && !(this.scope === "readonly" && isNew);
    if (applied) Y.applyUpdate(this.doc, body);
    this.#owed.push({ socket, name, applied });
    if (this.prompt) this.answer();
  }

  #say(socket: FakeSocket, name: string, type: number, write: (encoder: encoding.Encoder) => void) {
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, name);
    encoding.writeVarUint(encoder, type);
    write(encoder);
    const { buffer } = encoding.toUint8Array(encoder).slice();
    queueMicrotask(() => {
      if (socket.readyState === 1) socket.tell("message", { data: buffer });
    });
  }
}

function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
