// @vitest-environment node
import { describe, expect, it, vi } from "vitest";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import { addItem, setTitle, titleText } from "@/plan/change";
import { PlanStore } from "@/plan/store";
import { Presence, readPeer } from "./presence";
import { setTitleCaret, TitleCarets } from "./titleCarets";
import type { BoardSession } from "./types";

const role = "editor" as const;

function person(name: string) {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const plan = new PlanStore(doc);
  const presence = new Presence(
    awareness,
    { id: name, name, color: "#4e68ce", guest: false, role },
    "outline",
  );
  const carets = new TitleCarets(doc, awareness, plan);
  return { doc, awareness, plan, presence, carets, session: { doc, awareness } as BoardSession };
}

function two() {
  const [ann, bob] = [person("Ann"), person("Bob")];
  for (const [from, to] of [
    [ann, bob],
    [bob, ann],
  ] as const) {
    from.awareness.on("update", (_: unknown, origin: unknown) => {
      if (origin === "remote") return;
      const update = encodeAwarenessUpdate(from.awareness, [from.awareness.clientID]);
      applyAwarenessUpdate(to.awareness, update, "remote");
    });
    from.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "remote") Y.applyUpdate(to.doc, update, "remote");
    });
    from.presence.locate({ item: "start" });
    from.presence.locate({ item: null });
  }
  return { ann, bob };
}

describe("who is there", () => {
  it("holds the others, one for each connection, and where they are", () => {
    const { ann, bob } = two();
    bob.presence.locate({ item: "x", view: "columns" });
    expect(ann.presence.peers.getSnapshot()).toEqual([
      {
        clientId: bob.doc.clientID,
        id: "Bob",
        name: "Bob",
        color: "#4e68ce",
        guest: false,
        role,
        item: "x",
        view: "columns",
      },
    ]);
    expect(bob.presence.peers.getSnapshot()).toHaveLength(1);
  });

  it("is told only when it changed, not for each move of a caret", () => {
    const { ann, bob } = two();
    const listener = vi.fn();
    ann.presence.peers.subscribe(listener);
    const before = ann.presence.peers.getSnapshot();
    bob.awareness.setLocalStateField("cursor", { anchor: 1 });
    expect(ann.presence.peers.getSnapshot()).toBe(before);
    expect(listener).not.toHaveBeenCalled();
    bob.awareness.setLocalState(null);
    expect(ann.presence.peers.getSnapshot()).toEqual([]);
    bob.presence.comeBack();
    expect(ann.presence.peers.getSnapshot()).toMatchObject([{ id: "Bob" }]);
  });

  it("keeps a caret when one moves to another item, and says nothing twice", () => {
    const { ann } = two();
    ann.awareness.setLocalStateField("cursor", { anchor: 1 });
    const heard = vi.fn();
    ann.awareness.on("update", heard);
    ann.presence.locate({ item: "y" });
    ann.presence.locate({ item: "y" });
    expect(heard).toHaveBeenCalledTimes(1);
    expect(ann.awareness.getLocalState()).toMatchObject({ item: "y", cursor: { anchor: 1 } });
  });

  it("leaves out what makes no sense, and mends what can be mended", () => {
    for (const state of [null, 7, "x", [], {}, { user: 1 }, { user: { id: 1, name: "x" } }]) {
      expect(readPeer(1, state)).toBeNull();
    }
    expect(
      readPeer(1, {
        user: { id: "a", name: " ", color: "url(evil)", guest: 1, role: "god" },
        item: {},
        view: 3,
      }),
    ).toMatchObject({
      name: "Somebody",
      guest: false,
      role: "viewer",
      item: null,
      view: "outline",
    });
    expect(readPeer(1, { user: { id: "a", name: "A", color: "red" } })?.color).toMatch(/^#/);
  });
});

describe("carets in titles", () => {
  it("follow the text, whoever changes it", () => {
    const { ann, bob } = two();
    const id = addItem(ann.doc, { kind: "goal", parent: null, title: "hello", by: "Ann" });
    setTitleCaret(bob.session, id, 2, 5);
    expect(ann.carets.in(id)).toMatchObject([{ name: "Bob", anchor: 2, head: 5 }]);
    setTitle(ann.doc, id, "oh, hello");
    expect(ann.carets.in(id)).toMatchObject([{ anchor: 6, head: 9 }]);
    // What Bob types at his caret, it stays behind.
    titleText(bob.doc, id)?.insert(9, "!");
    setTitleCaret(bob.session, id, 10);
    expect(ann.carets.in(id)).toMatchObject([{ anchor: 10, head: 10 }]);
    setTitleCaret(bob.session, null);
    expect(ann.carets.in(id)).toEqual([]);
  });

  it("stay the same list while nothing in that title changed", () => {
    const { ann, bob } = two();
    const [one, other] = ["one", "other"].map((title) =>
      addItem(ann.doc, { kind: "goal", parent: null, title, by: "Ann" }),
    ) as [string, string];
    setTitleCaret(bob.session, one, 0);
    const before = ann.carets.in(one);
    expect(before).toMatchObject([{ anchor: 0, head: 0 }]);
    setTitle(ann.doc, other, "changed");
    bob.presence.locate({ view: "columns" });
    expect(ann.carets.in(one)).toBe(before);
    expect(ann.carets.in(other)).toBe(ann.carets.in("nowhere"));
  });

  it("are not shown where they point to another text, or to nothing", () => {
    const { ann, bob } = two();
    const [one, other] = ["one", "other"].map((title) =>
      addItem(ann.doc, { kind: "goal", parent: null, title, by: "Ann" }),
    ) as [string, string];
    setTitleCaret(bob.session, other, 1);
    const elsewhere = bob.awareness.getLocalState()?.title;
    for (const title of [
      { ...elsewhere, item: one },
      { item: one },
      { item: one, anchor: 1, head: 2 },
      { item: one, anchor: {}, head: { type: "x", item: [] } },
      { item: one, anchor: null, head: { item: { client: 1, clock: 99 } } },
      { item: 5, anchor: {}, head: {} },
      "garbage",
    ]) {
      bob.awareness.setLocalStateField("title", title);
      expect(ann.carets.in(one)).toEqual([]);
    }
  });
});
