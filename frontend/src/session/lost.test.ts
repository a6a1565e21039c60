import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { addItem, deleteItem, ensureBody, setTitle } from "@/plan/change";
import { PlanStore } from "@/plan/store";
import { draftOf, lostFrom } from "./lost";
import type { BoardSession } from "./types";

function board(state?: Uint8Array) {
  const doc = new Y.Doc();
  if (state) Y.applyUpdate(doc, state);
  return { doc, plan: new PlanStore(doc) } as unknown as BoardSession;
}

function write(session: BoardSession, item: string, words: string) {
  ensureBody(session.doc, item);
  const body = session.doc.getMap<Y.Map<Y.XmlFragment>>("items").get(item)?.get("body");
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  body?.insert(0, [paragraph]);
}

describe("what is lost when changes are not taken", () => {
  const server = board();
  const goal = addItem(server.doc, { kind: "goal", parent: null, title: "Goal", by: "ann" });
  const other = addItem(server.doc, { kind: "goal", parent: null, title: "Other", by: "ann" });
  const state = Y.encodeStateAsUpdate(server.doc);

  it("is every title and every note that the board does not have", () => {
    const mine = board(state);
    setTitle(mine.doc, goal, "My goal");
    const added = addItem(mine.doc, { kind: "goal", parent: goal, title: "New", by: "ann" });
    write(mine, other, "A thought");
    expect(lostFrom(draftOf(mine), board(state))).toEqual([
      { item: goal, field: "title", text: "My goal" },
      { item: other, field: "notes", text: "A thought" },
      { item: added, field: "title", text: "New" },
    ]);
  });

  it("is nothing of what others did", () => {
    const theirs = board(state);
    addItem(theirs.doc, { kind: "goal", parent: null, title: "Theirs", by: "bob" });
    deleteItem(theirs.doc, goal, "bob");
    expect(lostFrom(draftOf(board(state)), theirs)).toEqual([]);
  });

  it("is nothing where only an empty item was added", () => {
    const mine = board(state);
    addItem(mine.doc, { kind: "goal", parent: null, title: " ", by: "ann" });
    expect(lostFrom(draftOf(mine), board(state))).toEqual([]);
  });
});
