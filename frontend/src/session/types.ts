import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import type { PlanStore } from "@/plan/store";

export type Role = "owner" | "facilitator" | "editor" | "commenter" | "viewer";

/** What of a board's plan one may write now. */
export interface Leave {
  canWrite: boolean;
  /** Only in this item and below it. */
  within: string | null;
}

/** Whether what this person did is stored on the server; told as it is, never as it should be. */
export type SavedState =
  /** Everything is acknowledged by the server. */
  | "saved"
  /** Connected, with changes the server has not acknowledged yet. */
  | "saving"
  /** No connection; changes are kept in this browser and will be sent. */
  | "offline"
  /** First load, nothing known yet. */
  | "connecting"
  /** The server refused: no access (any more), or the board is gone. */
  | "refused";

export interface Connection {
  state: SavedState;
  /** Number of changes that the server has not acknowledged. */
  unsaved: number;
  /**
   * For people: why, where the state is `refused`; and where it is `offline` for another reason than
   * the network (the board is full, nothing can be kept in this browser, …), or null.
   */
  reason: string | null;
}

/** Somebody who is on the board now, one for each connection other than our own. */
export interface Peer {
  clientId: number;
  id: string;
  name: string;
  color: string;
  guest: boolean;
  role: Role;
  /** The item where they are. */
  item: string | null;
  view: "outline" | "columns";
}

/** A value that changes, made for React's `useSyncExternalStore`. */
export interface Readable<T> {
  getSnapshot(): T;
  subscribe(listener: () => void): () => void;
}

export interface UndoState {
  canUndo: boolean;
  canRedo: boolean;
}

export interface Undo extends Readable<UndoState> {
  undo(): void;
  redo(): void;
  /** The next change starts a step of its own, not merged with the one before. */
  boundary(): void;
  /** The one manager of the board. It outlives editors, though they destroy what they are given. */
  readonly manager: Y.UndoManager;
  /**
   * The same manager for one editor: `Collaboration.configure({ fragment, yUndoOptions: {
   * undoManager: session.undo.forEditor() } })`. One for each editor instance: its listeners go with
   * it. What is typed in a body is then undone in its order with every other change.
   */
  forEditor(): Y.UndoManager;
}

/** One open board: its document, who is there, and whether all is saved. */
export interface BoardSession {
  readonly boardId: string;
  readonly doc: Y.Doc;
  readonly plan: PlanStore;
  readonly awareness: Awareness;
  readonly connection: Readable<Connection>;
  readonly peers: Readable<readonly Peer[]>;
  readonly undo: Undo;
  readonly me: { id: string; name: string; color: string; guest: boolean };
  readonly role: Role;
  /** Whether this person may write all of the plan. */
  readonly canEdit: boolean;
  /** The item that, with what is below it, is all that they may write; null: there is none such. */
  readonly within: string | null;
  /** Whether a lock keeps them from what their role lets them write. */
  readonly locked: boolean;
  /** Whether they may change an item, deleted or not, and add below it. */
  mayEdit(item: string): boolean;
  /** Whether they may move an item, or put it into the bin. */
  mayMove(item: string): boolean;
  /** Tell the others where one is. */
  setLocation(location: { item?: string | null; view?: "outline" | "columns" }): void;
}
