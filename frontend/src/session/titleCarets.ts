import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { titleText } from "@/plan/change";
import { equal, keep } from "@/plan/identity";
import type { PlanStore } from "@/plan/store";
import { asRecord, readPeer } from "./presence";
import type { BoardSession } from "./types";

/** Somebody's caret or selection in a title: places in its text, in UTF-16 units. */
export interface TitleCaret {
  clientId: number;
  name: string;
  color: string;
  anchor: number;
  head: number;
}

const nobody: readonly TitleCaret[] = [];

/** Where the others' carets are in the titles of a board. */
export class TitleCarets {
  readonly #doc: Y.Doc;
  readonly #awareness: Awareness;
  readonly #plan: PlanStore;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #byItem = new Map<string, readonly TitleCaret[]>();
  #stale = true;

  constructor(doc: Y.Doc, awareness: Awareness, plan: PlanStore) {
    this.#doc = doc;
    this.#awareness = awareness;
    this.#plan = plan;
    awareness.on("change", this.#changed);
    this.#unsubscribe = this.#plan.subscribe(this.#changed);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The carets in one title; the same list as before while nothing in it changed. */
  in(item: string): readonly TitleCaret[] {
    if (this.#stale) {
      this.#stale = false;
      this.#read();
    }
    return this.#byItem.get(item) ?? nobody;
  }

  close(): void {
    this.#awareness.off("change", this.#changed);
    this.#unsubscribe();
    this.#listeners.clear();
  }

  readonly #changed = (): void => {
    this.#stale = true;
    for (const listener of [...this.#listeners]) listener();
  };

  #read(): void {
    const byItem = new Map<string, TitleCaret[]>();
    for (const [clientId, state] of this.#awareness.getStates()) {
      if (clientId === this.#awareness.clientID) continue;
      const found = readTitleCaret(this.#doc, clientId, state);
      if (!found) continue;
      const [item, caret] = found;
      byItem.set(item, [...(byItem.get(item) ?? []), caret]);
    }
    this.#byItem = new Map(
      [...byItem].map(([item, carets]) => [item, keep(this.#byItem.get(item), carets)]),
    );
  }
}

function readTitleCaret(doc: Y.Doc, clientId: number, state: unknown): [string, TitleCaret] | null {
  const { item, anchor, head } = asRecord(asRecord(state).title);
  const peer = readPeer(clientId, state);
  const text = typeof item === "string" ? titleText(doc, item) : null;
  if (!peer || !text || typeof item !== "string") return null;
  const at = placeIn(doc, text, head);
  if (at === null) return null;
  const { name, color } = peer;
  return [item, { clientId, name, color, anchor: placeIn(doc, text, anchor) ?? at, head: at }];
}

/** Where in a text a relative position (as JSON, from anyone) is; null where it is not in it. */
function placeIn(doc: Y.Doc, text: Y.Text, position: unknown): number | null {
  if (typeof position !== "object" || position === null) return null;
  try {
    const relative = Y.createRelativePositionFromJSON(position);
    const absolute = Y.createAbsolutePositionFromRelativePosition(relative, doc);
    return absolute?.type === text ? Math.min(absolute.index, text.length) : null;
  } catch {
    return null;
  }
}

/**
 * Shows the others one's caret in a title, or with null takes it away. `anchor` and `head` are
 * places in the title's text, in UTF-16 units; they differ where something is selected.
 */
export function setTitleCaret(
  session: BoardSession,
  item: string | null,
  anchor = 0,
  head = anchor,
): void {
  const text = item === null ? null : titleText(session.doc, item);
  const title = text && {
    item,
    anchor: positionIn(text, anchor),
    head: positionIn(text, head),
  };
  const { awareness } = session;
  if (!equal(awareness.getLocalState()?.title ?? null, title)) {
    awareness.setLocalStateField("title", title);
  }
}

/** Holds on to the letter before, so that the caret stays behind what was typed there. */
function positionIn(text: Y.Text, index: number): unknown {
  const at = Math.max(0, Math.min(index, text.length));
  return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, at, -1));
}
