import { expect, test } from "vitest";
import { Drafts } from "./Drafts";
import { type CommentDoc, plainText } from "./text";
import type { Place } from "./types";

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

function doc(text: string): CommentDoc {
  return { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] };
}

const place: Place = { item: "i1", field: "item", anchor: null, quote: "" };

test("half-written words survive a reload, until they are sent", () => {
  const storage = memory();
  const before = new Drafts(storage, "drafts");
  before.write("reply t1", doc("Half a thou"));
  before.flush();
  const after = new Drafts(storage, "drafts");
  expect(plainText(after.get("reply t1")?.body ?? null)).toBe("Half a thou");
  after.drop("reply t1");
  expect(new Drafts(storage, "drafts").getSnapshot()).toEqual({});
});

test("words that are taken out again leave nothing behind", () => {
  const drafts = new Drafts(memory(), "drafts");
  drafts.write("edit c1", doc("a"));
  drafts.write("edit c1", { type: "doc", content: [{ type: "paragraph" }] });
  expect(drafts.get("edit c1")).toBeUndefined();
});

test("a new thread keeps what it is about, and one without words gives way to the next", () => {
  const storage = memory();
  const drafts = new Drafts(storage, "drafts");
  drafts.begin("d1", place);
  drafts.begin("d2", { ...place, item: "i2" });
  expect(Object.keys(drafts.getSnapshot())).toEqual(["new d2"]);
  drafts.write("new d2", doc("Why?"));
  drafts.begin("d3", place);
  expect(Object.keys(new Drafts(storage, "drafts").getSnapshot())).toEqual(["new d2", "new d3"]);
  expect(drafts.get("new d2")?.place?.item).toBe("i2");
});

test("what is kept and makes no sense is no draft", () => {
  const storage = memory();
  storage.setItem("drafts", '{"reply t1": 3, "reply t2": {"body": {"content": []}}}');
  expect(Object.keys(new Drafts(storage, "drafts").getSnapshot())).toEqual(["reply t2"]);
  storage.setItem("drafts", "[");
  expect(new Drafts(storage, "drafts").getSnapshot()).toEqual({});
});
