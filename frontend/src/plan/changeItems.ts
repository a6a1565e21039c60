import { simpleDiffStringWithCursor } from "lib0/diff";
import * as Y from "yjs";
import { newId } from "./ids";
import { type Beside, type Layout, layoutOf, type Spot, siblingsIn, writeOrder } from "./place";
import { itemOf, itemsOf, mapOf, readDeletion, readLine, type YMap } from "./read";
import { type Place, resolveTree, upwards, walk } from "./tree";
import type { Kind, Owner, Status } from "./types";
import { setFields, together } from "./write";

export interface NewItem extends Spot {
  kind: Kind | (string & {});
  title?: string;
  /** Id of the person who adds it. */
  by: string;
}

/**
 * Adds an item, last below its parent unless said otherwise, and returns its id. Where the parent
 * was deleted meanwhile it goes to the first live item above, so that it is not lost from sight.
 */
export function addItem(doc: Y.Doc, { kind, parent, before, after, title, by }: NewItem): string {
  const id = newId();
  together(doc, () => {
    const items = itemsOf(doc);
    const layout = layoutOf(doc);
    const above = liveAt(layout, parent);
    const item: YMap = new Y.Map();
    const fields: [string, unknown][] = [
      ["kind", kind],
      ["title", new Y.Text(title === undefined ? "" : readLine(title))],
      ["body", new Y.XmlFragment()],
      ["parent", above],
      ["stakeholders", new Y.Map()],
      ["channels", new Y.Map()],
      ["measures", new Y.Map()],
      ["createdBy", by],
      ["createdAt", Date.now()],
    ];
    for (const [key, value] of fields) item.set(key, value);
    items.set(id, item);
    writeOrder(items, siblingsIn(layout, above), [id], { before, after });
  });
  return id;
}

function liveAt({ places, tree }: Layout, parent: string | null): string | null {
  const passed = new Set<string>();
  let at = parent;
  while (at !== null && !tree.parents.has(at) && !passed.has(at)) {
    passed.add(at);
    at = places.get(at)?.parent ?? null;
  }
  return at !== null && tree.parents.has(at) ? at : null;
}

/** Moves an item; false, and nothing changed, if that cannot be (it would go under itself). */
export function moveItem(doc: Y.Doc, id: string, spot: Spot): boolean {
  return moveItems(doc, [id], spot);
}

/**
 * Moves several items to one place, in the order in which they stand in the plan; what is below one
 * of them goes with it. False, and nothing changed, if one would go under itself or if there is no
 * such parent.
 */
export function moveItems(doc: Y.Doc, ids: readonly string[], spot: Spot): boolean {
  const layout = layoutOf(doc);
  const { tree } = layout;
  const asked = new Set(ids);
  const moving: string[] = [];
  for (const id of walk(tree)) {
    if (asked.has(id) && !someAbove(layout, id, asked)) moving.push(id);
  }
  if (moving.length === 0) return false;
  if (spot.parent !== null) {
    if (!tree.parents.has(spot.parent)) return false;
    for (const above of upwards(tree, spot.parent)) if (asked.has(above)) return false;
  }
  together(doc, () => {
    if (!writeOrder(itemsOf(doc), siblingsIn(layout, spot.parent), moving, spot)) return;
    for (const id of moving) setFields(itemOf(doc, id), { parent: spot.parent });
    holdOthers(doc, layout, moving, spot.parent);
  });
  return true;
}

function someAbove({ tree }: Layout, id: string, ids: ReadonlySet<string>): boolean {
  for (const above of upwards(tree, id)) if (above !== id && ids.has(above)) return true;
  return false;
}

/**
 * Where concurrent moves had made a cycle, what one sees is not what is written, and a move that
 * opens the cycle would make other items jump. They stay where they were seen.
 */
function holdOthers(doc: Y.Doc, before: Layout, moved: readonly string[], parent: string | null) {
  const places = new Map<string, Place>(before.places);
  const hang = (id: string, under: string | null) => {
    const place = places.get(id);
    if (place) places.set(id, { ...place, parent: under });
  };
  for (const id of moved) hang(id, parent);
  for (let jumped = true; jumped; ) {
    jumped = false;
    for (const [id, now] of resolveTree(places).parents) {
      const seen = before.tree.parents.get(id) ?? null;
      if (moved.includes(id) || now === seen || places.get(id)?.parent === seen) continue;
      setFields(itemOf(doc, id), { parent: seen });
      hang(id, seen);
      jumped = true;
    }
  }
}

export function setKind(doc: Y.Doc, id: string, kind: Kind | (string & {})): void {
  together(doc, () => setFields(itemOf(doc, id), { kind }));
}

export function setStatus(doc: Y.Doc, id: string, status: Status): void {
  together(doc, () => setFields(itemOf(doc, id), { status }));
}

export function setOwner(doc: Y.Doc, id: string, owner: Owner | null): void {
  const value = owner && { id: owner.id, name: owner.name };
  together(doc, () => setFields(itemOf(doc, id), { owner: value }));
}

/** `due` is `YYYY-MM-DD`, or null for none. */
export function setDue(doc: Y.Doc, id: string, due: string | null): void {
  together(doc, () => setFields(itemOf(doc, id), { due }));
}

/** Says whether an item concerns a stakeholder group. */
export function setStakeholder(doc: Y.Doc, id: string, stakeholder: string, on: boolean): void {
  setMember(doc, id, "stakeholders", stakeholder, on);
}

/** Says whether an item goes through a channel. */
export function setChannel(doc: Y.Doc, id: string, channel: string, on: boolean): void {
  setMember(doc, id, "channels", channel, on);
}

function setMember(doc: Y.Doc, id: string, field: string, member: string, on: boolean): void {
  together(doc, () => {
    const item = itemOf(doc, id);
    if (!item) return;
    let set = mapOf(item.get(field));
    if (!set) {
      if (!on) return;
      set = new Y.Map();
      item.set(field, set);
    }
    if (on) setFields(set, { [member]: true });
    else if (set.has(member)) set.delete(member);
  });
}

/** Puts an item and everything that now hangs below it into the bin. */
export function deleteItem(doc: Y.Doc, id: string, by: string): void {
  together(doc, () => {
    const { tree } = layoutOf(doc);
    if (!tree.parents.has(id)) return;
    const deleted = { by, at: Date.now() };
    for (const gone of [id, ...walk(tree, id)]) itemOf(doc, gone)?.set("deleted", deleted);
  });
}

/** Takes an item out of the bin, with what was deleted together with it. */
export function restoreItem(doc: Y.Doc, id: string): void {
  together(doc, () => {
    for (const back of deletedTogether(doc, id)) itemOf(doc, back)?.delete("deleted");
  });
}

/** The item, if it is in the bin, and what was below it and deleted at the same time. */
export function deletedTogether(doc: Y.Doc, id: string): string[] {
  const deletion = readDeletion(itemOf(doc, id)?.get("deleted"));
  if (!deletion) return [];
  const { places } = layoutOf(doc);
  const found = [id];
  for (const [other, place] of places) {
    const own = readDeletion(place.deleted);
    if (other === id || own?.at !== deletion.at || own.by !== deletion.by) continue;
    const passed = new Set([other]);
    for (let at = place.parent; at !== null && !passed.has(at); ) {
      if (at === id) {
        found.push(other);
        break;
      }
      passed.add(at);
      const above = places.get(at);
      at = above?.deleted ? above.parent : null;
    }
  }
  return found;
}

/**
 * Makes the title read `text`, by the smallest change of its Y.Text, so that what others type at
 * the same time stays. `caret`, the caret's place in `text` after the change, tells which of several
 * equal letters was typed or taken away.
 */
export function setTitle(doc: Y.Doc, id: string, text: string, caret = text.length): void {
  together(doc, () => {
    const item = itemOf(doc, id);
    if (!item) return;
    const now = readLine(text);
    const title = item.get("title");
    if (!(title instanceof Y.Text)) {
      if (readLine(title) !== now) item.set("title", new Y.Text(now));
      return;
    }
    const { index, remove, insert } = titleChange(readLine(title), now, caret);
    if (remove > 0) title.delete(index, remove);
    if (insert !== "") title.insert(index, insert);
  });
}

function titleChange(old: string, now: string, caret: number) {
  // What was typed ends at the caret; so the change begins that much before it.
  const typed = Math.max(0, now.length - old.length);
  return simpleDiffStringWithCursor(old, now, Math.max(0, caret - typed));
}

/** The title as a shared text, to bind a text field to. */
export function titleText(doc: Y.Doc, id: string): Y.Text | null {
  const title = itemOf(doc, id)?.get("title");
  return title instanceof Y.Text ? title : null;
}

/** The body as a shared fragment, to bind an editor to. */
export function bodyFragment(doc: Y.Doc, id: string): Y.XmlFragment | null {
  const body = itemOf(doc, id)?.get("body");
  return body instanceof Y.XmlFragment ? body : null;
}

/** The body, made where the item has none yet (another program may have written it without). */
export function ensureBody(doc: Y.Doc, id: string): Y.XmlFragment | null {
  return together(doc, () => {
    const item = itemOf(doc, id);
    if (item && !bodyFragment(doc, id)) item.set("body", new Y.XmlFragment());
    return bodyFragment(doc, id);
  });
}

/** Moves an item below the sibling before it, last there; false if there is none. */
export function indentItem(doc: Y.Doc, id: string): boolean {
  const here = among(doc, id);
  const before = here?.siblings[here.at - 1];
  return before !== undefined && moveItem(doc, id, { parent: before });
}

/** Moves an item out of its parent, to stand after it; false at the top. */
export function outdentItem(doc: Y.Doc, id: string): boolean {
  const here = among(doc, id);
  if (!here || here.parent === null) return false;
  const grandparent = here.layout.tree.parents.get(here.parent) ?? null;
  return moveItem(doc, id, { parent: grandparent, after: here.parent });
}

/** Moves an item before the sibling above it; false if it is the first. */
export function moveItemUp(doc: Y.Doc, id: string): boolean {
  const here = among(doc, id);
  return moveBeside(doc, id, here, { before: here?.siblings[here.at - 1] });
}

/** Moves an item after the sibling below it; false if it is the last. */
export function moveItemDown(doc: Y.Doc, id: string): boolean {
  const here = among(doc, id);
  return moveBeside(doc, id, here, { after: here?.siblings[here.at + 1] });
}

function among(doc: Y.Doc, id: string) {
  const layout = layoutOf(doc);
  const parent = layout.tree.parents.get(id);
  if (parent === undefined) return null;
  const siblings = siblingsIn(layout, parent);
  return { layout, parent, siblings, at: siblings.indexOf(id) };
}

function moveBeside(
  doc: Y.Doc,
  id: string,
  here: ReturnType<typeof among>,
  beside: Beside,
): boolean {
  if (!here || (beside.before ?? beside.after) === undefined) return false;
  return moveItem(doc, id, { parent: here.parent, ...beside });
}
