import type * as Y from "yjs";
import { equal, keep } from "./identity";
import {
  channelsOf,
  type Deletion,
  itemsOf,
  mapIn,
  metaOf,
  readDate,
  readHasBody,
  readIdsInOrder,
  readKind,
  readLine,
  readMeasures,
  readNumber,
  readOwner,
  readPlace,
  readSet,
  readStatus,
  readText,
  stakeholdersOf,
  type YMap,
} from "./read";
import { type Place, resolveTree, type Tree, walk } from "./tree";
import type { Channel, Item, Plan, Stakeholder } from "./types";

type Fields = Omit<Item, "id" | "parent" | "children" | "order">;

/** An item as written, before the tree is settled. */
interface Written extends Place {
  readonly deleted: Deletion | null;
  readonly fields: Fields;
}

const nowhere: readonly string[] = [];

/**
 * The plan of a document, kept up to date: `getSnapshot` and `subscribe` are made for
 * `useSyncExternalStore`.
 *
 * What did not change keeps its identity: the items, their lists, the whole plan. One transaction
 * makes at most one new snapshot, and only the items in it are read again; the tree is settled anew
 * only when a place in it changed.
 */
export class PlanStore {
  readonly #doc: Y.Doc;
  readonly #items: YMap;
  readonly #stakeholders: YMap;
  readonly #channels: YMap;
  readonly #meta: YMap;
  readonly #written = new Map<string, Written>();
  readonly #listeners = new Set<() => void>();
  readonly #stale = { items: new Set<string>(), groups: true, meta: true };
  #news = false;
  #tree: Tree = { roots: [], children: new Map(), parents: new Map() };
  #plan: Plan = {
    title: "",
    organization: "",
    description: "",
    items: new Map(),
    roots: [],
    stakeholders: [],
    channels: [],
    deleted: [],
  };

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#items = itemsOf(doc);
    this.#stakeholders = stakeholdersOf(doc);
    this.#channels = channelsOf(doc);
    this.#meta = metaOf(doc);
    for (const id of this.#items.keys()) this.#stale.items.add(id);
    this.#items.observeDeep(this.#onItems);
    this.#stakeholders.observeDeep(this.#onGroups);
    this.#channels.observeDeep(this.#onGroups);
    this.#meta.observeDeep(this.#onMeta);
    doc.on("afterTransaction", this.#afterTransaction);
  }

  getSnapshot = (): Plan => {
    this.#refresh();
    return this.#plan;
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  destroy(): void {
    this.#items.unobserveDeep(this.#onItems);
    this.#stakeholders.unobserveDeep(this.#onGroups);
    this.#channels.unobserveDeep(this.#onGroups);
    this.#meta.unobserveDeep(this.#onMeta);
    this.#doc.off("afterTransaction", this.#afterTransaction);
    this.#listeners.clear();
  }

  readonly #onItems = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events) {
      const { target } = event;
      if (target === (this.#items as Y.AbstractType<unknown>)) {
        for (const id of event.keys.keys()) this.#stale.items.add(id);
      } else {
        const id = entryOf(target, this.#items);
        if (id !== null) this.#stale.items.add(id);
      }
    }
    this.#news = true;
  };

  readonly #onGroups = (): void => {
    this.#stale.groups = true;
    this.#news = true;
  };

  readonly #onMeta = (): void => {
    this.#stale.meta = true;
    this.#news = true;
  };

  readonly #afterTransaction = (): void => {
    if (!this.#news) return;
    this.#news = false;
    for (const listener of [...this.#listeners]) listener();
  };

  #refresh(): void {
    const { items: staleItems, groups, meta } = this.#stale;
    if (staleItems.size === 0 && !groups && !meta) return;
    const ids = [...staleItems];
    staleItems.clear();
    this.#stale.groups = false;
    this.#stale.meta = false;
    const before = this.#plan;
    const next = { ...before };
    if (meta) Object.assign(next, readMeta(this.#meta));
    if (groups) {
      next.stakeholders = keep(before.stakeholders, readStakeholders(this.#stakeholders));
      next.channels = keep(before.channels, readChannels(this.#channels));
    }
    const regrouped =
      next.stakeholders !== before.stakeholders || next.channels !== before.channels;
    this.#refreshItems(next, ids, regrouped);
    if (!equal(before, next, 1)) this.#plan = next;
  }

  /** Reads the items of these ids again, and settles what follows from them. */
  #refreshItems(next: { -readonly [Key in keyof Plan]: Plan[Key] }, ids: string[], all: boolean) {
    const changed: string[] = [];
    let moved = false;
    let bin = false;
    for (const id of ids) {
      const old = this.#written.get(id);
      const now = keep(old, readItem(mapIn(this.#items, id)));
      if (now === old) continue;
      changed.push(id);
      if (now) this.#written.set(id, now);
      else this.#written.delete(id);
      moved ||=
        old?.parent !== now?.parent || old?.order !== now?.order || old?.deleted !== now?.deleted;
      bin ||= Boolean(old?.deleted || now?.deleted);
    }
    if (moved) this.#tree = resolveTree(this.#written);
    if (moved || all) {
      next.items = this.#allItems(next, all ? null : new Set(changed));
      next.roots = keep(next.roots, this.#tree.roots);
    } else if (changed.length > 0) {
      next.items = this.#someItems(next, changed);
    }
    if (bin) next.deleted = keep(next.deleted, this.#bin());
  }

  /** The items after a change of the tree; `changed` are those read again, null stands for all. */
  #allItems(plan: Plan, changed: ReadonlySet<string> | null): ReadonlyMap<string, Item> {
    const items = new Map<string, Item>();
    let same = plan.items.size === this.#tree.parents.size;
    for (const [id, parent] of this.#tree.parents) {
      const old = plan.items.get(id);
      const children = this.#tree.children.get(id) ?? nowhere;
      const stays =
        old && changed?.has(id) === false && old.parent === parent && equal(old.children, children);
      const item = stays ? old : keep(old, this.#item(id, plan));
      same &&= item === old;
      items.set(id, item);
    }
    return same ? plan.items : items;
  }

  #someItems(plan: Plan, ids: readonly string[]): ReadonlyMap<string, Item> {
    let items: Map<string, Item> | null = null;
    for (const id of ids) {
      if (!this.#tree.parents.has(id)) continue;
      const old = plan.items.get(id);
      const item = keep(old, this.#item(id, plan));
      if (item === old) continue;
      items ??= new Map(plan.items);
      items.set(id, item);
    }
    return items ?? plan.items;
  }

  #item(id: string, plan: Plan): Item {
    const written = this.#written.get(id) as Written;
    const { fields } = written;
    return {
      ...fields,
      id,
      order: written.order,
      parent: this.#tree.parents.get(id) ?? null,
      children: this.#tree.children.get(id) ?? nowhere,
      stakeholders: known(fields.stakeholders, plan.stakeholders),
      channels: known(fields.channels, plan.channels),
    };
  }

  /**
   * Whether an item belongs to a part of the plan: to a live item and what is below it. What is in
   * the bin belongs to the first live item that its parents lead to. Twin of `part_of` in tree.py.
   */
  isWithin(id: string, part: string): boolean {
    // What is kept below is read from the document when it is asked for.
    this.getSnapshot();
    const seen = new Set<string>();
    let at: string | null = id;
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      const written = this.#written.get(at);
      if (!written) return false;
      if (!written.deleted) break;
      at = written.parent;
    }
    for (let live = at; live !== null; live = this.#tree.parents.get(live) ?? null) {
      if (!this.#tree.parents.has(live)) return false;
      if (live === part) return true;
    }
    return false;
  }

  /**
   * What is in the bin, newest first; what was deleted together is in the order of the plan. An item
   * that was taken back while still empty is not worth keeping in sight.
   */
  #bin(): Plan["deleted"] {
    const places = new Map<string, Place>();
    const parents = new Set<string>();
    for (const [id, written] of this.#written) {
      places.set(id, { parent: written.parent, order: written.order, deleted: null });
      if (written.deleted && written.parent !== null) parents.add(written.parent);
    }
    const deleted: { id: string; kind: string; title: string; at: number; by: string | null }[] =
      [];
    for (const id of walk(resolveTree(places))) {
      const { deleted: deletion, fields } = this.#written.get(id) as Written;
      if (!deletion || (isBlank(fields) && !parents.has(id))) continue;
      deleted.push({ id, kind: fields.kind, title: fields.title, ...deletion });
    }
    return deleted.sort((a, b) => b.at - a.at);
  }
}

/** The key of the entry of `root` in which a type is, at any depth. */
function entryOf(type: Y.AbstractType<unknown>, root: YMap): string | null {
  for (let at: Y.AbstractType<unknown> | null = type; at; at = at.parent as typeof at) {
    if (at.parent === (root as Y.AbstractType<unknown>)) return at._item?.parentSub ?? null;
  }
  return null;
}

function isBlank(fields: Fields): boolean {
  return fields.title.trim() === "" && !fields.hasBody && fields.measures.length === 0;
}

/** Those of `ids` that exist, in the order of the plan. */
function known(ids: readonly string[], all: readonly { id: string }[]): readonly string[] {
  if (ids.length === 0) return nowhere;
  const found = all.filter((one) => ids.includes(one.id)).map((one) => one.id);
  return found.length === 0 ? nowhere : found;
}

function readItem(map: YMap | null): Written | undefined {
  const place = readPlace(map);
  if (!map || !place) return undefined;
  const createdBy = map.get("createdBy");
  return {
    ...place,
    fields: {
      kind: readKind(map.get("kind")),
      title: readLine(map.get("title")),
      hasBody: readHasBody(map.get("body")),
      status: readStatus(map.get("status")),
      owner: readOwner(map.get("owner")),
      due: readDate(map.get("due")),
      stakeholders: readSet(map.get("stakeholders")),
      channels: readSet(map.get("channels")),
      measures: readMeasures(map.get("measures")),
      createdBy: typeof createdBy === "string" ? createdBy : null,
      createdAt: readNumber(map.get("createdAt")),
    },
  };
}

function readMeta(meta: YMap): Pick<Plan, "title" | "organization" | "description"> {
  return {
    title: readLine(meta.get("title")),
    organization: readLine(meta.get("organization")),
    description: readText(meta.get("description")),
  };
}

function readStakeholders(map: YMap): Stakeholder[] {
  return readIdsInOrder(map).map((id) => {
    const get = (key: string) => mapIn(map, id)?.get(key);
    return {
      id,
      name: readLine(get("name")),
      description: readText(get("description")),
      color: readLine(get("color")),
    };
  });
}

function readChannels(map: YMap): Channel[] {
  return readIdsInOrder(map).map((id) => {
    const get = (key: string) => mapIn(map, id)?.get(key);
    return {
      id,
      name: readLine(get("name")),
      speed: readLine(get("speed")),
      formality: readLine(get("formality")),
      time: readLine(get("time")),
      place: readLine(get("place")),
      twoWay: get("twoWay") === true,
    };
  });
}
