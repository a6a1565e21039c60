import { isOrderKey } from "./order";

/** Where an item says it belongs: the fields as written, not yet settled. */
export interface Place {
  readonly parent: string | null;
  readonly order: string;
  readonly deleted: unknown;
}

/** The settled tree of the items that are not deleted. */
export interface Tree {
  /** Ids at the top, in order. */
  readonly roots: readonly string[];
  /** The children of every item that has any, in order. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** The parent of every live item; null at the top. */
  readonly parents: ReadonlyMap<string, string | null>;
}

/**
 * Compares by code point, as Python does. JavaScript's `<` compares UTF-16 units, by which
 * characters above U+FFFF (written as surrogates) come before U+E000–U+FFFF.
 */
export function compareCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    let a = one.charCodeAt(at);
    let b = other.charCodeAt(at);
    if (a === b) continue;
    if (a >= 0xd800 && b >= 0xd800) {
      a = a >= 0xe000 ? a - 0x800 : a + 0x2000;
      b = b >= 0xe000 ? b - 0x800 : b + 0x2000;
    }
    return a - b;
  }
  return one.length - other.length;
}

/** Sorts ids in place by order, then by id; a missing or malformed order sorts last. */
export function sortByOrder(ids: string[], orderOf: (id: string) => unknown): string[] {
  if (ids.length < 2) return ids;
  const orders = new Map<string, string | null>();
  for (const id of ids) {
    const order = orderOf(id);
    orders.set(id, isOrderKey(order) ? order : null);
  }
  return ids.sort((one, other) => {
    const a = orders.get(one) ?? null;
    const b = orders.get(other) ?? null;
    if (a === b) return compareCodePoints(one, other);
    if (a === null) return 1;
    if (b === null) return -1;
    return a < b ? -1 : 1;
  });
}

/**
 * The one tree that these places mean, the same on every replica; each live item is in it exactly
 * once. Twin of `backend/planhall/plan/tree.py`; both are held to `shared/vectors/tree.json`.
 */
export function resolveTree(places: ReadonlyMap<string, Place>): Tree {
  const parents = liveParents(places);
  breakCycles(parents);
  const groups = new Map<string | null, string[]>();
  for (const [id, parent] of parents) {
    const group = groups.get(parent);
    if (group) group.push(id);
    else groups.set(parent, [id]);
  }
  for (const group of groups.values()) sortByOrder(group, (id) => places.get(id)?.order);
  const roots = groups.get(null) ?? [];
  groups.delete(null);
  return { roots, children: groups as Map<string, string[]>, parents };
}

/** The first live item above each live item, past deleted ones. */
function liveParents(places: ReadonlyMap<string, Place>): Map<string, string | null> {
  const aboveDeleted = new Map<string, string | null>();
  const firstLive = (from: string | null): string | null => {
    const path = new Set<string>();
    let found: string | null = null;
    let id = from;
    while (id !== null) {
      const place = places.get(id);
      if (!place) break;
      if (!place.deleted) {
        found = id;
        break;
      }
      const known = aboveDeleted.get(id);
      if (known !== undefined) {
        found = known;
        break;
      }
      if (path.has(id)) break;
      path.add(id);
      id = place.parent;
    }
    for (const passed of path) aboveDeleted.set(passed, found);
    return found;
  };
  const parents = new Map<string, string | null>();
  for (const [id, place] of places) if (!place.deleted) parents.set(id, firstLive(place.parent));
  return parents;
}

/** Sends the smallest id of each cycle to the top. */
function breakCycles(parents: Map<string, string | null>): void {
  const settled = new Set<string>();
  for (const start of parents.keys()) {
    const path = new Set<string>();
    let id: string | null = start;
    while (id !== null && !settled.has(id) && !path.has(id)) {
      path.add(id);
      id = parents.get(id) ?? null;
    }
    if (id !== null && path.has(id)) {
      const end = id;
      let smallest = end;
      for (let at = parents.get(end) ?? end; at !== end; at = parents.get(at) ?? end) {
        if (compareCodePoints(at, smallest) < 0) smallest = at;
      }
      parents.set(smallest, null);
    }
    for (const passed of path) settled.add(passed);
  }
}

/** Ids from the item up to the top, the item itself first. */
export function* upwards(tree: Tree, id: string): Generator<string> {
  for (let at: string | null = id; at !== null; at = tree.parents.get(at) ?? null) yield at;
}

/** Every live item, each before what is below it, in order; or only what is below `from`. */
export function* walk(tree: Tree, from: string | null = null): Generator<string> {
  const first = from === null ? tree.roots : (tree.children.get(from) ?? []);
  const stack = first.toReversed();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    yield id;
    const children = tree.children.get(id);
    if (children)
      for (let at = children.length - 1; at >= 0; at--) stack.push(children[at] as string);
  }
}
