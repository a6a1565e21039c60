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
  LOCAL,
  moveItem,
  removeStakeholder,
  restoreItem,
  setKind,
  setMeta,
  setOwner,
  setStatus,
  setTitle,
  titleText,
  together,
} from "@/plan/change";
import { PlanStore } from "@/plan/store";
import { SessionUndo } from "./undo";

/** Longer than typing keeps one step open. (Yjs holds on to the real clock, so no fake timers.) */
const pause = () => new Promise((resolve) => setTimeout(resolve, 600));

/** Two people on one board, in touch unless `apart` says otherwise. */
function two() {
  const person = (name: string) => {
    const doc = new Y.Doc();
    const store = new PlanStore(doc);
    return {
      doc,
      name,
      undo: new SessionUndo(doc, name),
      plan: () => store.getSnapshot(),
      item: (id: string) => store.getSnapshot().items.get(id),
    };
  };
  const ann = person("ann");
  const bob = person("bob");
  const meet = () => {
    Y.applyUpdate(bob.doc, Y.encodeStateAsUpdate(ann.doc, Y.encodeStateVector(bob.doc)), "remote");
    Y.applyUpdate(ann.doc, Y.encodeStateAsUpdate(bob.doc, Y.encodeStateVector(ann.doc)), "remote");
  };
  let apart = false;
  for (const { doc } of [ann, bob]) {
    doc.on("update", () => {
      if (!apart) meet();
    });
  }
  const add = (title: string, parent: string | null = null) =>
    addItem(ann.doc, { kind: "goal", parent, title, by: "ann" });
  return {
    ann,
    bob,
    add,
    separate: () => {
      apart = true;
    },
    rejoin: () => {
      apart = false;
      meet();
    },
  };
}

describe("steps", () => {
  it("are one for each change, and one for typing in one text", () => {
    const { ann, add } = two();
    const a = add("a");
    const b = add("b");
    setStatus(ann.doc, a, "agreed");
    setKind(ann.doc, a, "action");
    for (const text of ["ax", "axy", "axyz"]) setTitle(ann.doc, a, text);
    setTitle(ann.doc, b, "b!");
    const steps = () => [ann.item(a)?.title, ann.item(b)?.title, ann.item(a)?.kind];
    expect(steps()).toEqual(["axyz", "b!", "action"]);
    ann.undo.undo();
    expect(steps()).toEqual(["axyz", "b", "action"]);
    ann.undo.undo();
    expect(steps()).toEqual(["a", "b", "action"]);
    ann.undo.undo();
    expect(steps()).toEqual(["a", "b", "goal"]);
    ann.undo.undo();
    expect(ann.item(a)?.status).toBe("draft");
    for (let step = 0; step < 4; step++) ann.undo.redo();
    expect(steps()).toEqual(["axyz", "b!", "action"]);
    expect(ann.item(a)?.status).toBe("agreed");
  });

  it("end with a pause, with a boundary and with an undo", async () => {
    const { ann, add } = two();
    const a = add("");
    setTitle(ann.doc, a, "1");
    await pause();
    setTitle(ann.doc, a, "12");
    ann.undo.boundary();
    setTitle(ann.doc, a, "123");
    ann.undo.undo();
    setTitle(ann.doc, a, "12-");
    for (const expected of ["12", "1", ""]) {
      ann.undo.undo();
      expect(ann.item(a)?.title).toBe(expected);
    }
  });

  it("hold what was changed together", () => {
    const { ann, add } = two();
    const [a, b] = [add("a"), add("b")];
    together(ann.doc, () => {
      setStatus(ann.doc, a, "done");
      setStatus(ann.doc, b, "done");
    });
    ann.undo.undo();
    expect([ann.item(a)?.status, ann.item(b)?.status]).toEqual(["draft", "draft"]);
  });

  it("are told to who listens, and only when something changed", () => {
    const { ann, add } = two();
    const listener = vi.fn();
    ann.undo.subscribe(listener);
    expect(ann.undo.getSnapshot()).toEqual({ canUndo: false, canRedo: false });
    const a = add("a");
    expect(ann.undo.getSnapshot()).toEqual({ canUndo: true, canRedo: false });
    setStatus(ann.doc, a, "done");
    expect(listener).toHaveBeenCalledTimes(1);
    ann.undo.undo();
    ann.undo.undo();
    expect(ann.undo.getSnapshot()).toEqual({ canUndo: false, canRedo: true });
  });
});

describe("undo touches only one's own changes", () => {
  it("of a title that two type in", () => {
    const { ann, bob, add } = two();
    const a = add("");
    setTitle(ann.doc, a, "ann");
    setTitle(bob.doc, a, "ann and bob");
    ann.undo.undo();
    expect(ann.item(a)?.title).toBe(" and bob");
    expect(bob.item(a)?.title).toBe(" and bob");
    bob.undo.undo();
    expect(ann.item(a)?.title).toBe("");
  });

  it("of a field that somebody else has set since", () => {
    const { ann, bob, add } = two();
    const a = add("a");
    setOwner(ann.doc, a, { id: "ann", name: "Ann" });
    setOwner(bob.doc, a, { id: "bob", name: "Bob" });
    ann.undo.undo();
    expect(ann.item(a)?.owner?.name).toBe("Bob");
  });

  it("of what the plan says of itself", () => {
    const { ann, bob } = two();
    setMeta(ann.doc, { title: "Plan" });
    setMeta(bob.doc, { organization: "Org" });
    ann.undo.undo();
    expect(bob.plan()).toMatchObject({ title: "", organization: "Org" });
  });

  it("of moves", () => {
    const { ann, bob, add } = two();
    const [a, b, c] = [add("a"), add("b"), add("c")];
    moveItem(ann.doc, c, { parent: a });
    moveItem(bob.doc, b, { parent: a });
    ann.undo.undo();
    expect(bob.item(c)?.parent).toBe(null);
    expect(bob.item(b)?.parent).toBe(a);
    ann.undo.redo();
    expect(ann.item(c)?.parent).toBe(a);
  });
});

describe("undo of deleting", () => {
  it("brings back the item, what was below it, and what others typed meanwhile", () => {
    const { ann, bob, add } = two();
    const goal = add("goal");
    const child = add("child", goal);
    deleteItem(ann.doc, goal, "ann");
    setTitle(bob.doc, child, "child, edited");
    ann.undo.undo();
    expect(ann.item(child)).toMatchObject({ title: "child, edited", parent: goal });
    ann.undo.redo();
    expect(bob.item(goal)).toBeUndefined();
    ann.undo.undo();
    expect(bob.item(goal)?.children).toEqual([child]);
  });

  it("and of restoring puts it back into the bin", () => {
    const { ann, add } = two();
    const a = add("a");
    deleteItem(ann.doc, a, "ann");
    restoreItem(ann.doc, a);
    ann.undo.undo();
    expect(ann.item(a)).toBeUndefined();
    expect(ann.plan().deleted).toHaveLength(1);
  });
});

describe("undo of adding an item", () => {
  it("puts it in the bin, and redo takes it out, with what was typed", () => {
    const { ann, add } = two();
    const first = add("first");
    const a = add("a");
    ann.undo.undo();
    expect(ann.item(a)).toBeUndefined();
    expect(ann.item(first)?.title).toBe("first");
    expect(ann.plan().deleted).toMatchObject([{ id: a, title: "a", by: "ann" }]);
    ann.undo.redo();
    expect(ann.item(a)?.title).toBe("a");
    ann.undo.undo();
    ann.undo.undo();
    expect(ann.plan().items.size).toBe(0);
    expect(ann.undo.getSnapshot()).toEqual({ canUndo: false, canRedo: true });
    ann.undo.redo();
    ann.undo.redo();
    expect(ann.plan().roots).toEqual([first, a]);
  });

  it("keeps what others wrote in it", () => {
    const { ann, bob, add } = two();
    const a = add("a");
    setTitle(bob.doc, a, "a, and much of bob's text");
    setOwner(bob.doc, a, { id: "bob", name: "Bob" });
    ann.undo.undo();
    expect(bob.plan().deleted).toMatchObject([{ title: "a, and much of bob's text" }]);
    restoreItem(bob.doc, a);
    expect(ann.item(a)).toMatchObject({ title: "a, and much of bob's text", kind: "goal" });
  });

  it("keeps what others were still writing offline", () => {
    const { ann, bob, add, separate, rejoin } = two();
    const a = add("a");
    separate();
    setTitle(bob.doc, a, "a, written on a train");
    addItem(bob.doc, { kind: "action", parent: a, title: "step", by: "bob" });
    ann.undo.undo();
    rejoin();
    expect(ann.plan().deleted).toMatchObject([{ title: "a, written on a train" }]);
    // What others added below it is theirs: it stays in sight.
    expect([...ann.plan().items.values()].map(({ title }) => title)).toEqual(["step"]);
    expect(bob.plan()).toEqual(ann.plan());
  });

  it("takes back what else was in the same step, and not the step before", () => {
    const { ann, add } = two();
    const first = add("first");
    setStatus(ann.doc, first, "proposed");
    const a = together(ann.doc, () => {
      setStatus(ann.doc, first, "agreed");
      return add("a", first);
    });
    ann.undo.undo();
    expect(ann.item(a)).toBeUndefined();
    expect(ann.item(first)?.status).toBe("proposed");
    ann.undo.redo();
    expect(ann.item(a)?.parent).toBe(first);
    expect(ann.item(first)?.status).toBe("agreed");
  });
});

describe("undo of adding something else", () => {
  it("takes it away, and redo brings it back", () => {
    const { ann, bob, add } = two();
    const a = add("a");
    addMeasure(ann.doc, a, { name: "Reach", unit: "%", baseline: 0, target: 9 });
    addStakeholder(ann.doc, { name: "All" });
    ann.undo.undo();
    ann.undo.undo();
    expect(bob.plan().stakeholders).toEqual([]);
    expect(bob.item(a)?.measures).toEqual([]);
    ann.undo.redo();
    ann.undo.redo();
    expect(bob.plan().stakeholders).toMatchObject([{ name: "All" }]);
    expect(bob.item(a)?.measures).toMatchObject([{ name: "Reach", target: 9 }]);
  });

  it("keeps it whole where others wrote in it", () => {
    const { ann, bob, add } = two();
    const a = add("a");
    const measure = addMeasure(ann.doc, a, { name: "Reach", unit: "%", baseline: 0, target: 9 });
    changeMeasure(bob.doc, a, measure, { note: "bob's note" });
    ann.undo.undo();
    expect(ann.item(a)?.measures).toMatchObject([{ name: "Reach", target: 9, note: "bob's note" }]);
  });

  it("brings a removed group back, on the items that had it", () => {
    const { ann, bob, add } = two();
    add("a");
    const group = addStakeholder(ann.doc, { name: "All", description: "everybody" });
    removeStakeholder(ann.doc, group);
    expect(bob.plan().stakeholders).toEqual([]);
    ann.undo.undo();
    expect(bob.plan().stakeholders).toMatchObject([{ name: "All", description: "everybody" }]);
  });
});

describe("bodies", () => {
  const editor = { key: "y-sync$" };

  it("share the steps with everything else, in their order", () => {
    const { ann, add } = two();
    const a = add("a");
    const body = bodyFragment(ann.doc, a) as Y.XmlFragment;
    ann.doc.transact(() => body.insert(0, [new Y.XmlText("text")]), editor);
    setStatus(ann.doc, a, "done");
    ann.doc.transact(() => (body.get(0) as Y.XmlText).insert(4, "!"), editor);
    ann.undo.undo();
    expect(body.toString()).toBe("text");
    ann.undo.undo();
    expect(ann.item(a)?.status).toBe("draft");
    ann.undo.undo();
    expect(body.toString()).toBe("");
  });

  it("do not count what the editor does on its own", () => {
    const { ann, add } = two();
    const a = add("a");
    const body = bodyFragment(ann.doc, a) as Y.XmlFragment;
    ann.doc.transact((transaction) => {
      transaction.meta.set("addToHistory", false);
      body.insert(0, [new Y.XmlElement("paragraph")]);
    }, editor);
    ann.undo.undo();
    expect(ann.item(a)).toBeUndefined();
    expect(body.length).toBe(1);
  });

  it("keep others' text in a paragraph whose adding is undone", () => {
    const { ann, bob, add } = two();
    const a = add("a");
    const body = bodyFragment(ann.doc, a) as Y.XmlFragment;
    ann.doc.transact(() => {
      const paragraph = new Y.XmlElement("paragraph");
      body.insert(0, [paragraph]);
      paragraph.insert(0, [new Y.XmlText("ann")]);
    }, editor);
    const others = bodyFragment(bob.doc, a)?.get(0) as Y.XmlElement;
    (others.get(0) as Y.XmlText).insert(3, " bob");
    ann.undo.undo();
    expect(body.toString()).toBe("<paragraph> bob</paragraph>");
  });
});

describe("an editor that goes", () => {
  it("leaves the shared manager at work", () => {
    const { ann, add } = two();
    const a = add("a");
    ann.undo.manager.destroy();
    setStatus(ann.doc, a, "done");
    ann.undo.undo();
    expect(ann.item(a)?.status).toBe("draft");
  });

  it("takes its own listeners with it, and acts on the shared manager until then", () => {
    const { ann, add } = two();
    const own = ann.undo.forEditor();
    const heard = vi.fn();
    own.on("stack-item-added", heard);
    add("a");
    expect(heard).toHaveBeenCalledTimes(1);
    expect(own.undoStack).toBe(ann.undo.manager.undoStack);
    own.undo();
    expect(ann.plan().items.size).toBe(0);
    expect(own.redoStack).toHaveLength(1);
    heard.mockClear();
    own.destroy();
    add("b");
    expect(heard).not.toHaveBeenCalled();
  });

  it("a session that ends stops listening", () => {
    const { ann, add } = two();
    ann.undo.dispose();
    const a = add("a");
    ann.doc.transact(() => titleText(ann.doc, a)?.insert(0, "x"), LOCAL);
    expect(ann.undo.manager.undoStack).toHaveLength(0);
  });
});
