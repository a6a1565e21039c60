import type * as Y from "yjs";
import { Value } from "./readable";
import type { Undo, UndoState } from "./types";
import { BoardUndoManager } from "./undoManager";

/** Undo of one person's changes to a board, as the session offers it. */
export class SessionUndo implements Undo {
  readonly manager: BoardUndoManager;
  readonly #state = new Value<UndoState>({ canUndo: false, canRedo: false });

  constructor(doc: Y.Doc, by: string) {
    this.manager = new BoardUndoManager(doc, by);
    this.manager.on("stack-item-added", this.#look);
    this.manager.on("stack-item-popped", this.#look);
    this.manager.on("stack-item-updated", this.#look);
    this.manager.on("stack-cleared", this.#look);
  }

  getSnapshot = (): UndoState => this.#state.getSnapshot();

  subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);

  undo(): void {
    this.manager.undo();
    this.#look();
  }

  redo(): void {
    this.manager.redo();
    this.#look();
  }

  boundary(): void {
    this.manager.stopCapturing();
  }

  forEditor(): Y.UndoManager {
    return standIn(this.manager);
  }

  dispose(): void {
    this.manager.dispose();
  }

  readonly #look = (): void => {
    this.#state.set({ canUndo: this.manager.canUndo(), canRedo: this.manager.canRedo() });
  };
}

/**
 * A manager for one editor that is the shared one in all but this:
 * - What the editor listens to ends when the editor's plugin destroys it. (The plugin never takes
 *   its listeners off.)
 * - The selection that the editor keeps with a step comes back without its absolute positions. Those
 *   are of another state of the text, and the editor would look them up in the present one, where
 *   they may be out of range.
 */
function standIn(manager: Y.UndoManager): Y.UndoManager {
  const ends: (() => void)[] = [];
  const forgetPlaces = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
    for (const [binding, selection] of stackItem.meta) {
      if (typeof selection !== "object" || !selection || !("absAnchor" in selection)) continue;
      stackItem.meta.set(binding, { ...selection, absAnchor: null, absHead: null });
    }
  };
  manager.on("stack-item-popped", forgetPlaces);
  ends.push(() => manager.off("stack-item-popped", forgetPlaces));
  const own: Partial<Y.UndoManager> = {
    on: (name, listener) => {
      ends.push(() => manager.off(name, listener));
      return manager.on(name, listener);
    },
    undo: () => manager.undo(),
    redo: () => manager.redo(),
    stopCapturing: () => manager.stopCapturing(),
    clear: (undo, redo) => manager.clear(undo, redo),
    destroy: () => {
      for (const end of ends.splice(0)) end();
    },
  };
  return Object.assign(Object.create(manager) as Y.UndoManager, own);
}
