import type { Awareness } from "y-protocols/awareness";
import { colorFor, isHexColor } from "@/ui/palette";
import { Value } from "./readable";
import type { BoardSession, Peer, Readable, Role } from "./types";

const roles: readonly Role[] = ["owner", "facilitator", "editor", "commenter", "viewer"];

type Me = BoardSession["me"] & { role: Role };
type View = Peer["view"];

/** Who is on the board and where; what one tells the others of oneself. */
export class Presence {
  readonly peers: Readable<readonly Peer[]>;
  readonly #peers = new Value<readonly Peer[]>([]);
  readonly #awareness: Awareness;
  #own: Record<string, unknown>;

  constructor(awareness: Awareness, me: Me, view: View) {
    this.#awareness = awareness;
    this.#own = { user: { ...me }, item: null, view };
    this.peers = this.#peers;
    awareness.setLocalState(this.#own);
    awareness.on("change", this.#look);
  }

  /** Says who one is, where that changed. The server puts in what it knows. */
  introduce(me: Me): void {
    this.#say({ user: { ...me } });
  }

  locate(location: { item?: string | null; view?: View }): void {
    const state = this.#awareness.getLocalState() ?? this.#own;
    const { item = state.item, view = state.view } = location;
    if (state.item !== item || state.view !== view) this.#say({ item, view });
  }

  /** Says again where one is, after the page had said goodbye (it was left, and came back). */
  comeBack(): void {
    if (this.#awareness.getLocalState() === null) this.#awareness.setLocalState(this.#own);
  }

  close(): void {
    this.#awareness.off("change", this.#look);
  }

  #say(news: Record<string, unknown>): void {
    const state = this.#awareness.getLocalState();
    this.#own = { ...this.#own, ...news };
    this.#awareness.setLocalState({ ...state, ...this.#own });
  }

  readonly #look = (): void => {
    const peers: Peer[] = [];
    for (const [clientId, state] of this.#awareness.getStates()) {
      if (clientId === this.#awareness.clientID) continue;
      const peer = readPeer(clientId, state);
      if (peer) peers.push(peer);
    }
    this.#peers.set(peers);
  };
}

/** What another client says of itself, or null where it makes no sense. */
export function readPeer(clientId: number, state: unknown): Peer | null {
  const { user, item, view } = asRecord(state);
  const { id, name, color, guest, role } = asRecord(user);
  if (typeof id !== "string" || id === "" || typeof name !== "string") return null;
  return {
    clientId,
    id,
    name: name.trim() === "" ? "Somebody" : name,
    color: typeof color === "string" && isHexColor(color) ? color : colorFor(id),
    guest: guest === true,
    role: roles.includes(role as Role) ? (role as Role) : "viewer",
    item: typeof item === "string" ? item : null,
    view: view === "columns" ? "columns" : "outline",
  };
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
