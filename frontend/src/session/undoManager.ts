import * as Y from "yjs";
import { LOCAL } from "@/plan/change";
import { channelsOf, itemsOf, metaOf, stakeholdersOf, type YMap } from "@/plan/read";

type StackItem = Y.UndoManager["undoStack"][number];

/** Changes of one text closer together than this (ms) are one step. */
const captureTimeout = 500;

/**
 * Undo and redo of one's own changes to a board: to fields and titles (origin `LOCAL`) and, through
 * the editor's binding, to bodies.
 *
 * Beyond `Y.UndoManager`:
 * - Typing in one text makes a step; every other change, and typing elsewhere, starts a new one.
 * - Taking back the adding of an item puts it in the bin (and doing it again takes it out): its
 *   entry in the document stays, so that what others wrote in it meanwhile, or write still offline,
 *   is not gone with it.
 * - What else one had added (a measure, a group, a paragraph) stays as well where others wrote in it.
 * - It outlives editors: their undo plugin destroys the manager it was given. `dispose` ends it.
 */
export class BoardUndoManager extends Y.UndoManager {
  readonly #items: YMap;
  readonly #by: string;
  /** The text that was typed in last; null after any other change. */
  #typing: unknown = null;
  /** The step being taken back or done again now. */
  #current: (() => StackItem | undefined) | null = null;
  /** Entries of `items` that stay, though the current step had made them. */
  #staying: ReadonlySet<Y.Item> = new Set();

  /** `by` is the person whose changes these are. */
  constructor(doc: Y.Doc, by: string) {
    super([itemsOf(doc), stakeholdersOf(doc), channelsOf(doc), metaOf(doc)], {
      captureTimeout,
      trackedOrigins: new Set<unknown>([LOCAL]),
    });
    this.#items = itemsOf(doc);
    this.#by = by;
    this.captureTransaction = (transaction) => this.#mayCapture(transaction);
    this.deleteFilter = (struct) => this.#mayDelete(struct);
  }

  override undo(): StackItem | null {
    const step = this.undoStack.at(-1);
    const added = step ? this.#addedItems(step) : [];
    return this.#turn("undoing", this.undoStack, () =>
      step && added.length > 0 ? this.#takeBack(step, added) : super.undo(),
    );
  }

  override redo(): StackItem | null {
    return this.#turn("redoing", this.redoStack, () => super.redo());
  }

  /** Does nothing: an editor that goes does not take this with it. */
  override destroy(): void {}

  dispose(): void {
    super.destroy();
  }

  /**
   * Undoes or redoes in one transaction of our own, so that editors hear which step it is before
   * they show it, and can put the caret where it was.
   */
  #turn(
    direction: "undoing" | "redoing",
    stack: readonly StackItem[],
    act: () => StackItem | null,
  ): StackItem | null {
    const all = [...stack];
    // Steps are popped off the stack, so its length says which one is at work.
    this.#current = () => all[stack.length];
    try {
      return this.doc.transact(() => {
        const step = act();
        // Until the transaction ends: it says on which stack the way back goes.
        this[direction] = true;
        return step;
      }, this);
    } finally {
      this[direction] = false;
      this.#current = null;
      this.#typing = null;
      this.stopCapturing();
    }
  }

  #addedItems(step: StackItem): [string, Y.Item][] {
    return [...this.#items._map].filter(([, entry]) => Y.isDeleted(step.insertions, entry.id));
  }

  /** Puts what a step added into the bin, and takes back what else was in the step. */
  #takeBack(step: StackItem, added: readonly [string, Y.Item][]): StackItem {
    // Alone on the stack: the manager goes on to the next step where one had nothing to take back.
    const earlier = this.undoStack.splice(0, this.undoStack.length - 1);
    this.#staying = new Set(added.map(([, entry]) => entry));
    this.#current = () => step;
    try {
      const deleted = { by: this.#by, at: Date.now() };
      for (const [id] of added) {
        const item = this.#items.get(id);
        if (item instanceof Y.Map && item.get("deleted") == null) item.set("deleted", deleted);
      }
      if (super.undo() === null) {
        const news = { stackItem: step, type: "undo" as const, origin: this };
        this.emit("stack-item-popped", [{ ...news, changedParentTypes: new Map() }, this]);
      }
    } finally {
      this.#staying = new Set();
      this.undoStack.unshift(...earlier);
    }
    return step;
  }

  #mayCapture(transaction: Y.Transaction): boolean {
    if (transaction.meta.get("addToHistory") === false) return false;
    const { origin } = transaction;
    if (isEditorOrigin(origin)) this.trackedOrigins.add(origin);
    if (!this.undoing && !this.redoing && this.trackedOrigins.has(origin)) {
      const typing = textOf(transaction);
      if (typing === null || typing !== this.#typing) this.stopCapturing();
      this.#typing = typing;
    }
    return true;
  }

  #mayDelete(struct: Y.Item): boolean {
    const step = this.#current?.();
    let outermost: Y.Item | null = null;
    for (let at: Y.Item | null = struct; at; at = (at.parent as Y.AbstractType<unknown>)._item) {
      if (this.#staying.has(at)) return false;
      if (step && isEntry(at) && Y.isDeleted(step.insertions, at.id)) outermost = at;
    }
    if (step && outermost) return !holdsOthers(outermost, step);
    // Children are deleted before their parents: what is still inside was written by others.
    return !(struct.content instanceof Y.ContentType && holdsAny(struct.content.type));
  }
}

/** Whether a struct is an entry of a map that is a map itself: a measure, a stakeholder group, … */
function isEntry(struct: Y.Item): boolean {
  return (
    struct.parentSub !== null &&
    struct.content instanceof Y.ContentType &&
    struct.content.type instanceof Y.Map
  );
}

function* liveIn(type: Y.AbstractType<unknown>): Generator<Y.Item> {
  for (let at = type._start; at; at = at.right) if (!at.deleted) yield at;
  for (const at of type._map.values()) if (!at.deleted) yield at;
}

function holdsAny(type: Y.AbstractType<unknown>): boolean {
  return !liveIn(type).next().done;
}

/** Whether there is anything inside that this step did not insert. */
function holdsOthers(entry: Y.Item, step: StackItem): boolean {
  const stack = [entry];
  for (let struct = stack.pop(); struct; struct = stack.pop()) {
    if (!Y.isDeleted(step.insertions, struct.id)) return true;
    if (struct.content instanceof Y.ContentType) stack.push(...liveIn(struct.content.type));
  }
  return false;
}

/** The key of the editor's sync plugin, told by its name so that the editor is not loaded for it. */
function isEditorOrigin(origin: unknown): boolean {
  const key = (origin as { key?: unknown } | null)?.key;
  return typeof key === "string" && key.startsWith("y-sync$");
}

/** The title or body to which all changes of a transaction belong; null where there are others. */
function textOf(transaction: Y.Transaction): unknown {
  let text: unknown = null;
  for (const changed of transaction.changed.keys()) {
    let at: Y.AbstractType<unknown> = changed as Y.AbstractType<unknown>;
    if (!(at instanceof Y.Text) && !(at instanceof Y.XmlFragment)) return null;
    while (at.parent instanceof Y.XmlFragment) at = at.parent as Y.AbstractType<unknown>;
    if (text !== null && text !== at) return null;
    text = at;
  }
  return text;
}
