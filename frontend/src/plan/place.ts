import type * as Y from "yjs";
import { placeInOrder } from "./order";
import { itemsOf, mapIn, readPlace, type YMap } from "./read";
import { type Place, resolveTree, type Tree } from "./tree";

/** Where something goes: directly before or after a sibling, or last. */
export interface Beside {
  before?: string | null;
  after?: string | null;
}

/** Where an item goes: below a parent (null: at the top), and where among its children. */
export interface Spot extends Beside {
  parent: string | null;
}

/** The tree of a document as it is now, with what it was settled from. */
export interface Layout {
  readonly places: ReadonlyMap<string, Place>;
  readonly tree: Tree;
}

export function layoutOf(doc: Y.Doc): Layout {
  const places = new Map<string, Place>();
  for (const [id, value] of itemsOf(doc).entries()) {
    const place = readPlace(value);
    if (place) places.set(id, place);
  }
  return { places, tree: resolveTree(places) };
}

export function siblingsIn(layout: Layout, parent: string | null): readonly string[] {
  return parent === null ? layout.tree.roots : (layout.tree.children.get(parent) ?? []);
}

/**
 * Where in `ids`, once `moving` are taken out of it, they are to be put. A neighbour that moves too
 * stands for the next one that stays.
 */
export function indexBeside(
  ids: readonly string[],
  moving: ReadonlySet<string>,
  beside: Beside,
): number {
  const staying = (upTo: number) => ids.slice(0, upTo).filter((id) => !moving.has(id)).length;
  if (beside.before != null) {
    const at = ids.indexOf(beside.before);
    if (at >= 0) return staying(at);
  }
  if (beside.after != null) {
    const at = ids.indexOf(beside.after);
    if (at >= 0) return staying(at + 1);
  }
  return staying(ids.length);
}

/**
 * Puts entries of a map at a place in the list that they (are to) stand in. Writes nothing, and
 * answers false, where they stand there already.
 */
export function writeOrder(
  map: YMap,
  listed: readonly string[],
  moving: readonly string[],
  beside: Beside,
): boolean {
  const set = new Set(moving);
  const rest = listed.filter((id) => !set.has(id));
  const index = indexBeside(listed, set, beside);
  const result = [...rest.slice(0, index), ...moving, ...rest.slice(index)];
  if (result.length === listed.length && result.every((id, at) => id === listed[at])) return false;
  const siblings = rest.map((id) => ({ id, order: mapIn(map, id)?.get("order") }));
  for (const [id, order] of placeInOrder(siblings, index, moving)) {
    mapIn(map, id)?.set("order", order);
  }
  return true;
}
