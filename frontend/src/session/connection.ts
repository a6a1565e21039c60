import {
  HocuspocusProvider,
  HocuspocusProviderWebsocket,
  WebSocketStatus,
} from "@hocuspocus/provider";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { closingOf, closingOfDenial } from "./closing";
import type { Ledger } from "./ledger";
import { Value } from "./readable";
import type { Connection, Readable } from "./types";

/** Message types of the Hocuspocus protocol, and of the sync protocol inside it. */
const sync = 0;
const syncStatus = 8;
const syncStep2 = 1;

/** After so long (ms) without a first sync and without a sign of failure, we say that we are offline. */
const hopefulFor = 8000;

const rejection = "You may not write here now, so your last changes are not saved.";

export interface ConnectionOptions {
  boardId: string;
  doc: Y.Doc;
  awareness: Awareness;
  ledger: Ledger;
  /** Address of the socket. */
  url: string;
  /** Origin of updates that come from the copy in this browser: not changes made here and now. */
  localOrigin: unknown;
  /** The server has taken changes, or some have been made. */
  onLedger(): void;
  onStateless(payload: string): void;
  /** The server does not take what was changed here: this person may not write (any more). */
  onRejected(): void;
  /** No access (any more); `forget` where nothing of the board may stay in this browser. */
  onRefused(forget: boolean): void;
  /** Said while offline, where nothing is kept in this browser. */
  warning(): string | null;
  WebSocketPolyfill?: typeof WebSocket;
}

/**
 * One board's connection to the server, and the truth about whether all is saved.
 *
 * The provider's own count of unsynced changes starts anew at 1 with each connection and takes the
 * answer to any frame for it, so it can claim too much; the count here is the ledger's.
 */
export class BoardConnection implements Readable<Connection> {
  readonly #options: ConnectionOptions;
  readonly #socket: BoardSocket;
  readonly #provider: BoardProvider;
  readonly #value = new Value<Connection>({ state: "connecting", unsaved: 0, reason: null });
  #authenticated = false;
  /** The server's state has come, on this connection. */
  #received = false;
  /** Our state has gone out, on this connection, and the answer has come. */
  #handedOver = false;
  #failed = false;
  #refused: string | null = null;
  #rejected = false;
  /** One may write only a part of the board. */
  #confined = false;
  #trouble: string | null = null;
  #waiting: ReturnType<typeof setTimeout> | null = null;
  readonly #hope: ReturnType<typeof setTimeout>;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#socket = new BoardSocket({
      url: options.url,
      delay: 500,
      minDelay: 250,
      factor: 1.6,
      maxDelay: 10_000,
      WebSocketPolyfill: options.WebSocketPolyfill,
      // Heard before the socket decides whether to connect again.
      onClose: ({ event }) => this.#closed(event.code),
      onDisconnect: () => this.#disconnected(),
    });
    this.#provider = new BoardProvider(
      {
        name: options.boardId,
        document: options.doc,
        awareness: options.awareness,
        websocketProvider: this.#socket,
        onAuthenticated: () => {
          // A part that is open is told anew, right after this.
          this.#confined = false;
          this.#update({ authenticated: true });
        },
        onAuthenticationFailed: ({ reason }) => this.#denied(reason),
        onStateless: ({ payload }) => options.onStateless(payload),
        onMessage: ({ event }) => this.#heard(new Uint8Array(event.data as ArrayBuffer)),
        onClose: ({ event }) => this.#documentClosed(event.code),
      },
      options.ledger,
      options.localOrigin,
      () => this.#changed(),
    );
    this.#hope = setTimeout(() => this.#update({ failed: true }), hopefulFor);
    if (typeof window !== "undefined") {
      window.addEventListener("online", this.#retry);
      window.addEventListener("offline", this.#drop);
      window.addEventListener("pageshow", this.#retry);
      document.addEventListener("visibilitychange", this.#retry);
    }
  }

  getSnapshot = (): Connection => this.#value.getSnapshot();

  subscribe = (listener: () => void): (() => void) => this.#value.subscribe(listener);

  /** Begins to sync, once the copy in this browser is in the document. */
  begin(): void {
    if (this.#refused === null) this.#provider.attach();
    this.#changed();
  }

  /** Something that this tells of changed elsewhere (see `warning`). */
  look(): void {
    this.#update({});
  }

  /** One may write only a part of the board (or all of it again): what is refused then is given up. */
  confine(confined: boolean): void {
    this.#confined = confined;
  }

  close(): void {
    clearTimeout(this.#hope);
    if (this.#waiting) clearTimeout(this.#waiting);
    if (typeof window !== "undefined") {
      window.removeEventListener("online", this.#retry);
      window.removeEventListener("offline", this.#drop);
      window.removeEventListener("pageshow", this.#retry);
      document.removeEventListener("visibilitychange", this.#retry);
    }
    this.#provider.destroy();
    this.#socket.destroy();
  }

  /** A sign that the network may be back: do not wait for the next attempt. */
  readonly #retry = (): void => {
    if (
      this.#refused !== null ||
      this.#rejected ||
      this.#waiting ||
      document.visibilityState === "hidden"
    )
      return;
    if (this.#socket.status === WebSocketStatus.Disconnected) void this.#socket.connect();
  };

  /**
   * The browser says that the network is gone. A dead socket would only be noticed after half a
   * minute; a server on this machine is found again at once.
   */
  readonly #drop = (): void => {
    if (this.#socket.status === WebSocketStatus.Connected) this.#socket.drop();
  };

  #heard(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === syncStatus) {
      this.#answered(decoding.readVarInt(decoder) === 1);
    } else if (type === sync && decoding.readVarUint(decoder) === syncStep2) {
      // Told before the provider applies it, and so that nobody waits for another message.
      queueMicrotask(() => this.#update({ received: true }));
    }
  }

  #answered(applied: boolean): void {
    const { ledger } = this.#options;
    const changes = ledger.answered();
    if (!applied) {
      ledger.wait(changes);
      if (this.#held) this.#reject();
      else this.#wait(20, "The server could not store your last changes. Trying again soon.");
    }
    this.#handedOver ||= applied && this.#provider.handedOver && ledger.settled;
    this.#changed();
  }

  #changed(): void {
    this.#options.onLedger();
    this.#update({});
  }

  #update(news: { authenticated?: boolean; received?: boolean; failed?: boolean }): void {
    if (news.authenticated) this.#authenticated = true;
    if (news.failed) this.#failed = true;
    if (news.received && this.#authenticated) this.#received = true;
    if (this.#received && this.#handedOver) {
      this.#failed = false;
      this.#trouble = null;
    }
    this.#value.set(this.#truth());
  }

  #truth(): Connection {
    const { ledger, warning } = this.#options;
    const { unsaved } = ledger;
    if (this.#refused !== null) return { state: "refused", unsaved, reason: this.#refused };
    if (this.#rejected) return { state: "offline", unsaved, reason: rejection };
    const connected = this.#authenticated && this.#received;
    if (connected && this.#handedOver && ledger.settled) {
      return { state: "saved", unsaved: 0, reason: null };
    }
    if (connected && (this.#handedOver || unsaved > 0)) {
      return { state: "saving", unsaved, reason: null };
    }
    if (this.#failed) return { state: "offline", unsaved, reason: this.#trouble ?? warning() };
    return { state: "connecting", unsaved, reason: null };
  }

  #closed(code: number): void {
    if (this.#rejected) return;
    // A write without the right, rather than no access: what follows says which.
    if (code === 4403 && this.#held && this.#options.ledger.unsaved > 0) {
      this.#reject();
      return;
    }
    const closing = closingOf(code);
    if (closing.next === "refuse") this.#refuse(closing.reason, closing.forget);
    else if (closing.next === "wait") this.#wait(closing.seconds, closing.reason);
  }

  /** Whether there is anything that one may not write. */
  get #held(): boolean {
    return this.#confined || this.#provider.authorizedScope === "readonly";
  }

  /** Lets go of the connection, and takes it up again later: then all that waits is sent anew. */
  #wait(seconds: number, reason: string): void {
    this.#trouble = reason;
    this.#socket.shouldConnect = false;
    if (this.#waiting) clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      this.#waiting = null;
      void this.#socket.connect();
    }, seconds * 1000);
    queueMicrotask(() => this.#socket.disconnect());
  }

  /** The socket is gone, however it went. */
  #disconnected(): void {
    // The socket ends itself without telling the provider where it heard nothing for too long.
    this.#provider.onClose();
    this.#provider.handedOver = false;
    this.#options.ledger.lose();
    this.#authenticated = false;
    this.#received = false;
    this.#handedOver = false;
    this.#failed = true;
    this.#changed();
  }

  /** The server closed this document, and left the socket open. */
  #documentClosed(code: number): void {
    if (code === 1000 && this.#socket.status === WebSocketStatus.Connected)
      this.#socket.webSocket?.close();
  }

  #denied(denial: string): void {
    const { reason, forget } = closingOfDenial(denial);
    this.#refuse(reason, forget);
  }

  /** The server does not take what was changed here, and never will. */
  #reject(): void {
    if (this.#rejected) return;
    this.#rejected = true;
    this.#changed();
    this.#socket.shouldConnect = false;
    queueMicrotask(() => this.#socket.disconnect());
    this.#options.onRejected();
  }

  #refuse(reason: string, forget: boolean): void {
    if (this.#refused !== null) return;
    this.#refused = reason;
    this.#socket.shouldConnect = false;
    this.#options.onRefused(forget);
    this.#update({});
    // Not now: the socket may be in the middle of telling that it was closed.
    queueMicrotask(() => this.#socket.disconnect());
  }
}

class BoardSocket extends HocuspocusProviderWebsocket {
  /** Gives the connection up without waiting for the other side to agree. */
  drop(): void {
    this.emit("close", { event: { code: 1006, reason: "" } });
  }
}

/** The provider, with a ledger, and without a queue of updates that grows while offline. */
class BoardProvider extends HocuspocusProvider {
  /** Whether our whole state went out on this connection; what follows goes out as it comes. */
  handedOver = false;
  readonly #ledger: Ledger;
  readonly #localOrigin: unknown;
  readonly #onLedger: () => void;

  constructor(
    configuration: ConstructorParameters<typeof HocuspocusProvider>[0],
    ledger: Ledger,
    localOrigin: unknown,
    onLedger: () => void,
  ) {
    super(configuration);
    this.#ledger = ledger;
    this.#localOrigin = localOrigin;
    this.#onLedger = onLedger;
  }

  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (origin === this) return;
    const changes = origin === this.#localOrigin ? 0 : 1;
    if (this.handedOver && this.#open) {
      this.#ledger.send(changes);
      super.documentUpdateHandler(update, origin);
    } else {
      this.#ledger.wait(changes);
    }
    this.#onLedger();
  }

  /** What cannot go out now is in the state that is handed over with the next connection. */
  override send(...[message, args]: Parameters<HocuspocusProvider["send"]>): void {
    if (!this.#open) return;
    if (isStateReply(args)) {
      this.handedOver = true;
      this.#ledger.sendAll();
    }
    super.send(message, args);
  }

  get #open(): boolean {
    return this.configuration.websocketProvider.webSocket?.readyState === 1;
  }
}

/** Whether a message about to be sent is our state (step 2), the reply to the server's step 1. */
function isStateReply(args: unknown): boolean {
  const encoder = (args as { encoder?: unknown } | undefined)?.encoder;
  if (!(encoder instanceof encoding.Encoder)) return false;
  const decoder = decoding.createDecoder(encoding.toUint8Array(encoder));
  decoding.readVarString(decoder);
  return decoding.readVarUint(decoder) === sync && decoding.readVarUint(decoder) === syncStep2;
}
