// @vitest-environment node
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import {
  addItem,
  addStakeholder,
  deleteItem,
  indentItem,
  moveItem,
  moveItemDown,
  moveItems,
  moveItemUp,
  outdentItem,
  removeStakeholder,
  restoreItem,
  setKind,
  setStakeholder,
  setTitle,
} from "./change";
import { itemsOf } from "./read";
import { PlanStore } from "./store";
import type { Plan } from "./types";

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

class Replica {
  readonly doc = new Y.Doc();
  readonly store = new PlanStore(this.doc);
  readonly inbox: Uint8Array[] = [];

  constructor(
    private readonly random: () => number,
    readonly name: string,
  ) {}

  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.random() * from.length)];
  }

  act(): void {
    const { doc } = this;
    const live = [...this.store.getSnapshot().items.keys()];
    const [one, other] = [this.pick(live), this.pick(live)];
    const spot = {
      parent: this.random() < 0.3 ? null : (other ?? null),
      before: this.random() < 0.5 ? this.pick(live) : undefined,
    };
    const group = this.pick(this.store.getSnapshot().stakeholders)?.id ?? "none";
    const what = Math.floor(this.random() * 14);
    if (one === undefined || what <= 1) {
      addItem(doc, { kind: "goal", ...spot, title: this.name, by: this.name });
    } else if (what <= 4) moveItem(doc, one, spot);
    else if (what === 5) moveItems(doc, [one, this.pick(live) as string], spot);
    else if (what === 6) setTitle(doc, one, `${this.name}${this.random().toFixed(3)}`);
    else if (what === 7) deleteItem(doc, one, this.name);
    else if (what === 8) {
      const gone = this.pick(this.store.getSnapshot().deleted);
      if (gone) restoreItem(doc, gone.id);
    } else if (what === 9) this.pick([indentItem, outdentItem])?.(doc, one);
    else if (what === 10) this.pick([moveItemUp, moveItemDown])?.(doc, one);
    else if (what === 11) setKind(doc, one, this.pick(["goal", "action"]) as string);
    else if (what === 12) setStakeholder(doc, one, group, this.random() < 0.7);
    else if (this.random() < 0.5) addStakeholder(doc, { name: this.name });
    else removeStakeholder(doc, group);
  }
}

/** Every live item is in the tree exactly once, and parents and children agree. */
function checkTree(doc: Y.Doc, plan: Plan): void {
  const seen = new Set<string>();
  const visit = (ids: readonly string[], parent: string | null) => {
    for (const id of ids) {
      expect(seen.has(id)).toBe(false);
      seen.add(id);
      const item = plan.items.get(id);
      expect(item?.parent).toBe(parent);
      visit(item?.children ?? [], id);
    }
  };
  visit(plan.roots, null);
  const live = [...itemsOf(doc)].filter(([, item]) => !(item as Y.Map<unknown>).get("deleted"));
  expect(seen).toEqual(new Set(live.map(([id]) => id)));
  expect(plan.items.size).toBe(seen.size);
}

describe("replicas", () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed))(
    "end equal, and lose no live item, whatever is done in whatever order (seed %i)",
    (seed) => {
      const random = randomFrom(seed);
      const replicas = ["a", "b", "c", "d"].map((name) => new Replica(random, name));
      for (const replica of replicas) {
        replica.doc.on("update", (update: Uint8Array, origin: unknown) => {
          if (origin === "remote") return;
          for (const other of replicas) if (other !== replica) other.inbox.push(update);
        });
      }
      const deliver = (replica: Replica) => {
        const [update] = replica.inbox.splice(Math.floor(random() * replica.inbox.length), 1);
        if (update) Y.applyUpdate(replica.doc, update, "remote");
      };
      for (let round = 0; round < 120; round++) {
        const replica = replicas[Math.floor(random() * replicas.length)] as Replica;
        if (random() < 0.4) replica.act();
        else deliver(replica);
        // Kept up to date step by step, it must be what reading from the start gives.
        if (round % 40 === 0) {
          expect(replica.store.getSnapshot()).toEqual(new PlanStore(replica.doc).getSnapshot());
        }
      }
      for (const replica of replicas) while (replica.inbox.length > 0) deliver(replica);
      const [first, ...others] = replicas as [Replica, ...Replica[]];
      const plan = first.store.getSnapshot();
      checkTree(first.doc, plan);
      expect(plan).toEqual(new PlanStore(first.doc).getSnapshot());
      for (const other of others) expect(other.store.getSnapshot()).toEqual(plan);
    },
  );
});
