// @vitest-environment node
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import {
  addChannel,
  addItem,
  addMeasure,
  addReading,
  addStakeholder,
  changeMeasure,
  changeReading,
  deletedTogether,
  deleteItem,
  indentItem,
  moveItem,
  moveItemDown,
  moveItems,
  moveItemUp,
  moveStakeholder,
  outdentItem,
  removeStakeholder,
  restoreItem,
  setDue,
  setMeta,
  setOwner,
  setStakeholder,
  setStatus,
  setTitle,
  titleText,
  together,
} from "./change";
import { itemsOf } from "./read";
import { PlanStore } from "./store";

const by = "ada";

function planOf() {
  const doc = new Y.Doc();
  const store = new PlanStore(doc);
  const add = (title: string, parent: string | null = null) =>
    addItem(doc, { kind: "goal", parent, title, by });
  /** Titles as an indented list. */
  const outline = (ids = store.getSnapshot().roots, depth = 0): string[] =>
    ids.flatMap((id) => {
      const item = store.getSnapshot().items.get(id);
      return item ? [" ".repeat(depth) + item.title, ...outline(item.children, depth + 1)] : [];
    });
  const item = (id: string) => store.getSnapshot().items.get(id);
  return { doc, store, add, outline, item };
}

describe("adding", () => {
  it("puts an item last, before or after a sibling", () => {
    const { doc, add, outline } = planOf();
    const a = add("a");
    const c = add("c");
    addItem(doc, { kind: "goal", parent: null, before: c, title: "b", by });
    addItem(doc, { kind: "goal", parent: null, after: c, title: "d", by });
    addItem(doc, { kind: "goal", parent: null, before: a, title: "0", by });
    expect(outline()).toEqual(["0", "a", "b", "c", "d"]);
  });

  it("fills in who and when, and gives the fields their types", () => {
    const { doc, item } = planOf();
    const before = Date.now();
    const id = addItem(doc, { kind: "action", parent: null, by });
    expect(item(id)).toMatchObject({ kind: "action", title: "", status: "draft", createdBy: by });
    expect(item(id)?.createdAt).toBeGreaterThanOrEqual(before);
    expect(titleText(doc, id)).toBeInstanceOf(Y.Text);
  });

  it("goes to the first live item above where the parent was deleted meanwhile", () => {
    const { doc, add, outline } = planOf();
    const goal = add("goal");
    const objective = add("objective", goal);
    deleteItem(doc, objective, by);
    add("strategy", objective);
    add("stray", "no such id");
    expect(outline()).toEqual(["goal", " strategy", "stray"]);
  });
});

describe("moving", () => {
  it("goes to another parent, at a place", () => {
    const { doc, add, outline } = planOf();
    const [a, b] = [add("a"), add("b")];
    const [a1, a2] = [add("a1", a), add("a2", a)];
    const b1 = add("b1", b);
    expect(moveItem(doc, a2, { parent: b, before: b1 })).toBe(true);
    expect(moveItem(doc, a1, { parent: null, after: a })).toBe(true);
    expect(outline()).toEqual(["a", "a1", "b", " a2", " b1"]);
  });

  it("refuses to go under itself, or under nothing, and changes nothing then", () => {
    const { doc, add, outline } = planOf();
    const a = add("a");
    const b = add("b", a);
    const before = Y.encodeStateVector(doc);
    expect(moveItem(doc, a, { parent: a })).toBe(false);
    expect(moveItem(doc, a, { parent: b })).toBe(false);
    expect(moveItem(doc, a, { parent: "nowhere" })).toBe(false);
    expect(moveItem(doc, "nothing", { parent: null })).toBe(false);
    expect(Y.encodeStateVector(doc)).toEqual(before);
    expect(outline()).toEqual(["a", " b"]);
  });

  it("writes nothing where it stands there already", () => {
    const { doc, add } = planOf();
    const [a, b] = [add("a"), add("b")];
    const before = Y.encodeStateVector(doc);
    expect(moveItem(doc, b, { parent: null, after: a })).toBe(true);
    expect(moveItem(doc, b, { parent: null, before: b })).toBe(true);
    expect(moveItem(doc, b, { parent: null })).toBe(true);
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });

  it("moves several in the order of the plan, each once, with what is below", () => {
    const { doc, add, outline } = planOf();
    const [a, b, c] = [add("a"), add("b"), add("c")];
    const b1 = add("b1", b);
    const a1 = add("a1", a);
    expect(moveItems(doc, [b1, c, b, a1], { parent: null, before: a })).toBe(true);
    expect(outline()).toEqual(["a1", "b", " b1", "c", "a"]);
    expect(moveItems(doc, [a, b], { parent: b1 })).toBe(false);
  });

  it("finds room between equal, missing and malformed orders, and keeps what one sees", () => {
    const { doc, add, outline } = planOf();
    const ids = ["a", "b", "c", "d", "e"].map((title) => add(title));
    const seen = () => outline().join("");
    const write = (at: number, order: unknown) =>
      (itemsOf(doc).get(ids[at] as string) as Y.Map<unknown>).set("order", order);
    doc.transact(() => {
      for (const at of [0, 1]) write(at, "a0");
      write(2, 7);
      write(3, "a00");
      write(4, "");
    });
    const before = [...seen()];
    const moved = add("x");
    for (let index = 0; index <= before.length; index++) {
      const neighbour = before[index];
      const target = neighbour === undefined ? null : ids["abcde".indexOf(neighbour)];
      expect(moveItem(doc, moved, { parent: null, before: target })).toBe(true);
      expect([...seen()]).toEqual([...before.slice(0, index), "x", ...before.slice(index)]);
    }
  });

  it("finds room at both ends of the key space", () => {
    const { doc, add, outline } = planOf();
    const [a, b] = [add("a"), add("b")];
    const write = (id: string, order: string) =>
      (itemsOf(doc).get(id) as Y.Map<unknown>).set("order", order);
    write(a, `A${"0".repeat(25)}1`);
    write(b, `z${"z".repeat(26)}`);
    for (let round = 0; round < 5; round++) {
      addItem(doc, { kind: "goal", parent: null, before: a, title: "<", by });
      addItem(doc, { kind: "goal", parent: null, after: b, title: ">", by });
    }
    expect(outline().join("")).toBe("<<<<<ab>>>>>");
  });

  it("leaves others where they are seen when it opens a cycle", () => {
    const { doc, add, outline } = planOf();
    const [a, b] = [add("a"), add("b")];
    add("leaf", a);
    // What two people who moved a and b below each other end up with.
    doc.transact(() => {
      (itemsOf(doc).get(a) as Y.Map<unknown>).set("parent", b);
      (itemsOf(doc).get(b) as Y.Map<unknown>).set("parent", a);
    });
    const [top, inner] = a < b ? [a, b] : [b, a];
    expect(moveItem(doc, inner, { parent: null })).toBe(true);
    const roots = outline().filter((line) => !line.startsWith(" "));
    expect(roots.toSorted()).toEqual(["a", "b"]);
    expect(moveItem(doc, top, { parent: inner })).toBe(true);
  });

  it("steps by keyboard, and says when there is nowhere to go", () => {
    const { doc, add, outline } = planOf();
    const [a, b, c] = [add("a"), add("b"), add("c")];
    expect(moveItemUp(doc, a)).toBe(false);
    expect(moveItemDown(doc, c)).toBe(false);
    expect(indentItem(doc, a)).toBe(false);
    expect(outdentItem(doc, a)).toBe(false);
    expect(moveItemUp(doc, c)).toBe(true);
    expect(outline()).toEqual(["a", "c", "b"]);
    expect(moveItemDown(doc, a)).toBe(true);
    expect(outline()).toEqual(["c", "a", "b"]);
    expect(indentItem(doc, a)).toBe(true);
    expect(indentItem(doc, b)).toBe(true);
    expect(outline()).toEqual(["c", " a", " b"]);
    expect(outdentItem(doc, a)).toBe(true);
    expect(outline()).toEqual(["c", " b", "a"]);
  });
});

describe("the bin", () => {
  it("takes an item with everything below it, and gives all of it back", () => {
    const { doc, store, add, outline } = planOf();
    const goal = add("goal");
    const objective = add("objective", goal);
    add("strategy", objective);
    const other = add("other");
    deleteItem(doc, goal, by);
    expect(outline()).toEqual(["other"]);
    expect(store.getSnapshot().deleted.map(({ title }) => title)).toEqual([
      "goal",
      "objective",
      "strategy",
    ]);
    expect(deletedTogether(doc, goal)).toHaveLength(3);
    restoreItem(doc, goal);
    expect(outline()).toEqual(["goal", " objective", "  strategy", "other"]);
    expect(store.getSnapshot().deleted).toEqual([]);
    expect(deletedTogether(doc, other)).toEqual([]);
  });

  it("gives back only what went with the item", async () => {
    const { doc, add, outline } = planOf();
    const goal = add("goal");
    const first = add("first", goal);
    add("second", goal);
    deleteItem(doc, first, by);
    await new Promise((resolve) => setTimeout(resolve, 3));
    deleteItem(doc, goal, by);
    restoreItem(doc, goal);
    expect(outline()).toEqual(["goal", " second"]);
    restoreItem(doc, first);
    expect(outline()).toEqual(["goal", " first", " second"]);
  });

  it("gives back one item alone to where its parent was", () => {
    const { doc, add, outline } = planOf();
    const goal = add("goal");
    const objective = add("objective", goal);
    add("strategy", objective);
    deleteItem(doc, objective, by);
    restoreItem(doc, objective);
    deleteItem(doc, goal, by);
    restoreItem(doc, objective);
    expect(outline()).toEqual(["objective", " strategy"]);
  });

  it("does not show what was empty", () => {
    const { doc, store, add } = planOf();
    deleteItem(doc, add("  "), by);
    expect(store.getSnapshot().deleted).toEqual([]);
    const parent = add("");
    add("child", parent);
    deleteItem(doc, parent, by);
    expect(store.getSnapshot().deleted).toHaveLength(2);
  });
});

describe("fields", () => {
  it("write only what is new", () => {
    const { doc, add, item } = planOf();
    const id = add("a");
    let updates = 0;
    doc.on("update", () => updates++);
    setStatus(doc, id, "agreed");
    setStatus(doc, id, "agreed");
    setOwner(doc, id, { id: "eve", name: "Eve" });
    setOwner(doc, id, { id: "eve", name: "Eve" });
    setDue(doc, id, null);
    setDue(doc, id, "2026-02-28");
    setTitle(doc, id, "a");
    expect(updates).toBe(3);
    expect(item(id)).toMatchObject({
      status: "agreed",
      owner: { id: "eve", name: "Eve" },
      due: "2026-02-28",
    });
  });

  it("leave alone what does not exist", () => {
    const { doc } = planOf();
    setStatus(doc, "x", "done");
    setTitle(doc, "x", "text");
    deleteItem(doc, "x", by);
    restoreItem(doc, "x");
    changeMeasure(doc, "x", "y", { name: "n" });
    addReading(doc, "x", "y", { at: "2026-01-01", value: 1 });
    expect(itemsOf(doc).size).toBe(0);
  });

  it("several made together are one update", () => {
    const { doc, add } = planOf();
    let updates = 0;
    doc.on("update", () => updates++);
    together(doc, () => {
      const id = add("a");
      setStatus(doc, id, "done");
      add("b", id);
    });
    expect(updates).toBe(1);
  });

  it("stakeholders: in order, with colours of their own, gone from items when removed", () => {
    const { doc, store, add, item } = planOf();
    const id = add("a");
    const [one, two] = [
      addStakeholder(doc, { name: "One" }),
      addStakeholder(doc, { name: "Two", color: "#123456" }),
    ];
    setStakeholder(doc, id, two, true);
    setStakeholder(doc, id, one, true);
    moveStakeholder(doc, two, { before: one });
    expect(store.getSnapshot().stakeholders.map(({ name }) => name)).toEqual(["Two", "One"]);
    expect(item(id)?.stakeholders).toEqual([two, one]);
    removeStakeholder(doc, two);
    expect(item(id)?.stakeholders).toEqual([one]);
    setStakeholder(doc, id, one, false);
    expect(item(id)?.stakeholders).toEqual([]);
  });

  it("channels and what the plan says of itself", () => {
    const { doc, store } = planOf();
    addChannel(doc, { name: "Assembly", time: "same", place: "same" });
    setMeta(doc, { title: "Plan", organization: "Org" });
    expect(store.getSnapshot()).toMatchObject({
      title: "Plan",
      organization: "Org",
      channels: [{ name: "Assembly", time: "same", place: "same", twoWay: true }],
    });
  });

  it("measures and readings, readings by date", () => {
    const { doc, add, item } = planOf();
    const id = add("a");
    const measure = addMeasure(doc, id, { name: "Reach", unit: "%", baseline: 1, target: null });
    addReading(doc, id, measure, { at: "2026-03-01", value: 3 });
    const early = addReading(doc, id, measure, { at: "2026-01-01", value: 1, note: "first" });
    changeReading(doc, id, measure, early, { value: 2 });
    changeMeasure(doc, id, measure, { target: 5 });
    expect(item(id)?.measures).toMatchObject([
      {
        name: "Reach",
        target: 5,
        readings: [
          { at: "2026-01-01", value: 2, note: "first" },
          { at: "2026-03-01", value: 3, note: "" },
        ],
      },
    ]);
  });
});

describe("the title", () => {
  const edit = (from: string, to: string, caret?: number) => {
    const { doc, add, item } = planOf();
    const id = add(from);
    const changes: unknown[] = [];
    titleText(doc, id)?.observe((event) => changes.push(event.delta));
    setTitle(doc, id, to, caret);
    expect(item(id)?.title).toBe(to.replace(/\n/g, " "));
    return changes[0];
  };

  it("changes by what was typed", () => {
    expect(edit("hello", "hello!")).toEqual([{ retain: 5 }, { insert: "!" }]);
    expect(edit("hello", "hexllo", 3)).toEqual([{ retain: 2 }, { insert: "x" }]);
    expect(edit("hello", "")).toEqual([{ delete: 5 }]);
    expect(edit("a b", "a\nc")).toEqual([{ retain: 2 }, { delete: 1 }, { insert: "c" }]);
  });

  it("tells equal letters apart by the caret", () => {
    expect(edit("aaa", "aaaa", 1)).toEqual([{ insert: "a" }]);
    expect(edit("aaa", "aaaa", 2)).toEqual([{ retain: 1 }, { insert: "a" }]);
    expect(edit("aaa", "aa", 1)).toEqual([{ retain: 1 }, { delete: 1 }]);
  });

  it("never splits a letter that is two units", () => {
    expect(edit("😀", "😁")).toEqual([{ delete: 2 }, { insert: "😁" }]);
  });

  it("keeps what others type at the same time", () => {
    const { doc, add, item } = planOf();
    const id = add("plan");
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    setTitle(doc, id, "our plan");
    setTitle(other, id, "plan B");
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(item(id)?.title).toBe("our plan B");
  });

  it("takes the place of a title that is no shared text", () => {
    const { doc, add, item } = planOf();
    const id = add("a");
    (itemsOf(doc).get(id) as Y.Map<unknown>).set("title", "plain");
    expect(item(id)?.title).toBe("plain");
    setTitle(doc, id, "shared");
    expect(titleText(doc, id)?.toString()).toBe("shared");
  });
});
