// @vitest-environment node
import { describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import {
  addItem,
  addMeasure,
  addStakeholder,
  bodyFragment,
  changeMeasure,
  deleteItem,
  moveItem,
  setMeta,
  setStakeholder,
  setStatus,
  setTitle,
} from "./change";
import { itemsOf } from "./read";
import { PlanStore } from "./store";

const by = "ada";

function planWith(count: number) {
  const doc = new Y.Doc();
  const ids: string[] = [];
  doc.transact(() => {
    for (let at = 0; at < count; at++) {
      const parent = at < 10 ? null : (ids[Math.floor(at / 10) - 1] ?? null);
      ids.push(addItem(doc, { kind: "goal", parent, title: `item ${at}`, by }));
    }
  });
  return { doc, ids, store: new PlanStore(doc) };
}

describe("PlanStore", () => {
  it("knows what belongs to a part, in the bin too", () => {
    const doc = new Y.Doc();
    const add = (parent: string | null) => addItem(doc, { kind: "goal", parent, title: "x", by });
    const part = add(null);
    const child = add(part);
    const deep = add(child);
    const other = add(null);
    const store = new PlanStore(doc);
    const inside = (of: string) => [part, child, deep, other].map((id) => store.isWithin(id, of));
    expect(inside(part)).toEqual([true, true, true, false]);
    expect(inside(child)).toEqual([false, true, true, false]);
    deleteItem(doc, child, by);
    expect(inside(part)).toEqual([true, true, true, false]);
    // A part that is in the bin, or nowhere, holds nothing.
    expect(inside(child)).toEqual([false, false, false, false]);
    expect(inside("nowhere")).toEqual([false, false, false, false]);
    moveItem(doc, part, { parent: other });
    expect(inside(other)).toEqual([true, true, true, true]);
  });

  it("is the same while nothing changed", () => {
    const { doc, store } = planWith(12);
    const plan = store.getSnapshot();
    expect(store.getSnapshot()).toBe(plan);
    doc.getMap("other").set("a", 1);
    expect(store.getSnapshot()).toBe(plan);
  });

  it("renews one item for a keystroke in its title, and nothing else", () => {
    const { doc, ids, store } = planWith(200);
    const before = store.getSnapshot();
    setTitle(doc, ids[42] as string, "item 42!");
    const after = store.getSnapshot();
    expect(after).not.toBe(before);
    expect(after.roots).toBe(before.roots);
    expect(after.stakeholders).toBe(before.stakeholders);
    for (const id of ids) {
      if (id === ids[42]) expect(after.items.get(id)?.title).toBe("item 42!");
      else expect(after.items.get(id)).toBe(before.items.get(id));
    }
    expect(after.items.get(ids[42] as string)?.children).toBe(
      before.items.get(ids[42] as string)?.children,
    );
  });

  it("renews the item and both parents for a move", () => {
    const { doc, ids, store } = planWith(200);
    const before = store.getSnapshot();
    const [moved, from, to] = [ids[15], ids[0], ids[3]] as [string, string, string];
    expect(before.items.get(moved)?.parent).toBe(from);
    moveItem(doc, moved, { parent: to });
    const after = store.getSnapshot();
    const renewed = ids.filter((id) => after.items.get(id) !== before.items.get(id));
    expect(renewed.toSorted()).toEqual([moved, from, to].toSorted());
    expect(after.roots).toBe(before.roots);
  });

  it("keeps what did not change inside an item", () => {
    const { doc, ids, store } = planWith(1);
    const id = ids[0] as string;
    const one = addMeasure(doc, id, { name: "one", unit: "", baseline: 0, target: 1 });
    addMeasure(doc, id, { name: "two", unit: "", baseline: 0, target: 1 });
    const before = store.getSnapshot().items.get(id);
    changeMeasure(doc, id, one, { target: 2 });
    const after = store.getSnapshot().items.get(id);
    expect(after?.measures[0]).toMatchObject({ name: "one", target: 2 });
    expect(after?.measures[1]).toBe(before?.measures[1]);
    setTitle(doc, id, "new");
    expect(store.getSnapshot().items.get(id)?.measures).toBe(after?.measures);
  });

  it("is not renewed by typing in a body, but by its first and last letter", () => {
    const { doc, ids, store } = planWith(3);
    const body = bodyFragment(doc, ids[1] as string) as Y.XmlFragment;
    const hasBody = () => store.getSnapshot().items.get(ids[1] as string)?.hasBody;
    body.insert(0, [new Y.XmlElement("paragraph")]);
    expect(hasBody()).toBe(false);
    const text = new Y.XmlText();
    (body.get(0) as Y.XmlElement).insert(0, [text]);
    text.insert(0, "a");
    expect(hasBody()).toBe(true);
    const before = store.getSnapshot();
    text.insert(1, "b");
    expect(store.getSnapshot()).toBe(before);
    text.delete(0, 2);
    expect(hasBody()).toBe(false);
  });

  it("tells once for each transaction that touches the plan", () => {
    const { doc, ids, store } = planWith(5);
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    doc.transact(() => {
      setTitle(doc, ids[0] as string, "x");
      setStatus(doc, ids[1] as string, "done");
      setMeta(doc, { title: "Plan" });
      addStakeholder(doc, { name: "All" });
    });
    expect(listener).toHaveBeenCalledTimes(1);
    doc.getMap("other").set("a", 1);
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    setMeta(doc, { title: "Other" });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.getSnapshot().title).toBe("Other");
  });

  it("drops deleted stakeholder groups from items, and brings them back", () => {
    const { doc, ids, store } = planWith(2);
    const group = addStakeholder(doc, { name: "Customers" });
    setStakeholder(doc, ids[0] as string, group, true);
    const before = store.getSnapshot();
    const map = doc.getMap("stakeholders");
    const entry = (map.get(group) as Y.Map<unknown>).clone();
    map.delete(group);
    expect(store.getSnapshot().items.get(ids[0] as string)?.stakeholders).toEqual([]);
    map.set(group, entry);
    expect(store.getSnapshot().items.get(ids[0] as string)?.stakeholders).toEqual([group]);
    expect(store.getSnapshot().items.get(ids[1] as string)).toBe(
      before.items.get(ids[1] as string),
    );
  });

  it("follows the title of an item in the bin", () => {
    const { doc, ids, store } = planWith(1);
    deleteItem(doc, ids[0] as string, by);
    setTitle(doc, ids[0] as string, "typed meanwhile");
    expect(store.getSnapshot().deleted).toMatchObject([{ title: "typed meanwhile", by }]);
  });

  it("reads whatever others may have written without throwing", () => {
    const garbage = (): unknown[] => [
      null,
      true,
      -1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      10n ** 10n,
      "text",
      "",
      [],
      [1, [2]],
      {},
      { name: 7, id: [] },
      { at: "2026-13-45", value: "much" },
      new Uint8Array([1, 2, 3]),
      new Y.Map([["order", 5]]),
      new Y.Map([["__proto__", new Y.Map()]]),
      Y.Array.from([1, 2]),
      new Y.Text("line\nbreak"),
      new Y.XmlFragment(),
      new Y.XmlElement("p"),
      new Y.XmlText("x"),
    ];
    const fields =
      "kind title body parent order status owner due stakeholders channels measures createdBy createdAt deleted name readings twoWay color".split(
        " ",
      );
    const doc = new Y.Doc();
    const store = new PlanStore(doc);
    let written = 0;
    for (const root of ["items", "stakeholders", "channels", "meta"]) {
      const map = doc.getMap(root);
      garbage().forEach((value, at) => {
        map.set(`g${at}`, value);
      });
      for (const field of fields) {
        garbage().forEach((value, at) => {
          map.set(`${field}${at}`, new Y.Map([[field, value]]));
          written++;
        });
      }
      garbage().forEach((value, at) => {
        const measure = new Y.Map<unknown>([["readings", new Y.Map([["r", value]])]]);
        map.set(`m${at}`, new Y.Map([["measures", new Y.Map([["m", measure]])]]));
      });
    }
    for (const field of ["title", "organization", "description"]) {
      for (const value of garbage()) {
        doc.getMap("meta").set(field, value);
        store.getSnapshot();
      }
    }
    const plan = store.getSnapshot();
    expect(written).toBeGreaterThan(1000);
    expect(plan.items.size).toBeGreaterThan(350);
    expect(plan.items.get("title17")?.title).toBe("line break");
    for (const item of plan.items.values()) {
      expect(typeof item.title).toBe("string");
      expect(typeof item.kind).toBe("string");
      expect(Array.isArray(item.measures)).toBe(true);
    }
    // And the same when it is read from the start.
    expect(new PlanStore(doc).getSnapshot()).toEqual(plan);
  });

  it("stops listening when destroyed", () => {
    const { doc, ids, store } = planWith(2);
    const listener = vi.fn();
    store.subscribe(listener);
    const before = store.getSnapshot();
    store.destroy();
    setTitle(doc, ids[0] as string, "x");
    expect(listener).not.toHaveBeenCalled();
    expect(store.getSnapshot()).toBe(before);
  });

  it("ids that are names of object members are ids like any other", () => {
    const doc = new Y.Doc();
    const store = new PlanStore(doc);
    for (const id of ["__proto__", "constructor", "hasOwnProperty"]) {
      itemsOf(doc).set(id, new Y.Map([["title", new Y.Text(id)]]));
    }
    expect(store.getSnapshot().items.get("__proto__")?.title).toBe("__proto__");
    expect(store.getSnapshot().roots).toHaveLength(3);
  });
});
