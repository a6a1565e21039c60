import { expect, test } from "vitest";
import { type Now, placesOf, statusesOf, textsOf } from "./compare";
import { testSuggestion } from "./testSuggestion";
import type { DocJson } from "./types";

const doc = (words: string, mark?: string): DocJson => ({
  type: "doc",
  content: [
    {
      type: "paragraph",
      content: [{ type: "text", text: words, ...(mark ? { marks: [{ type: mark }] } : {}) }],
    },
  ],
});
const now: Now = {
  title: "Reach every town",
  body: doc("By bus."),
  status: "draft",
  parent: "g1",
  before: null,
};
const decided = {
  by: { id: "ada", name: "Ada", color: "", guest: false },
  at: "2026-01-05T10:00:00Z",
  reason: "",
};

test("an open suggestion stands beside what is there now", () => {
  const suggestion = testSuggestion();
  expect(textsOf(suggestion, now)).toEqual({
    before: "Reach every town",
    after: "Reach every village",
    was: null,
    onlyLook: false,
  });
  expect(textsOf(suggestion, { ...now, title: "Reach all towns" })).toEqual({
    before: "Reach all towns",
    after: "Reach every village",
    was: "Reach every town",
    onlyLook: false,
  });
});

test("a decided one stands beside what was there, whatever came since", () => {
  const suggestion = testSuggestion({ state: "accepted", decided });
  expect(textsOf(suggestion, { ...now, title: "Something else" })).toMatchObject({
    before: "Reach every town",
    was: null,
  });
});

test("where the item is gone, what was there shows", () => {
  expect(textsOf(testSuggestion(), null)).toMatchObject({ before: "Reach every town", was: null });
});

test("notes compare by their words, and by their look", () => {
  const body = (proposed: DocJson) =>
    testSuggestion({ change: { kind: "body", body: proposed }, base: { body: doc("By bus.") } });
  expect(textsOf(body(doc("By bus and tram.")), now)).toEqual({
    before: "By bus.",
    after: "By bus and tram.",
    was: null,
    onlyLook: false,
  });
  expect(textsOf(body(doc("By bus.", "bold")), now)).toMatchObject({ onlyLook: true });
  expect(textsOf(body(doc("By tram.")), { ...now, body: null })).toMatchObject({
    before: "",
    was: "By bus.",
  });
});

test("something new has nothing beside it", () => {
  const change = { kind: "new", parent: null, item_kind: "goal", title: "Run at night" } as const;
  expect(textsOf(testSuggestion({ item: null, change, base: {} }), null)).toEqual({
    before: "",
    after: "Run at night",
    was: null,
    onlyLook: false,
  });
  const noted = { ...change, body: doc("Till two.") };
  expect(textsOf(testSuggestion({ item: null, change: noted, base: {} }), null)?.after).toBe(
    "Run at night\n\nTill two.",
  );
});

test("a status, also one that was never set", () => {
  const change = { kind: "status", status: "done" } as const;
  const suggestion = testSuggestion({ change, base: { status: null } });
  expect(statusesOf(suggestion, now)).toEqual({ before: "draft", after: "done", was: null });
  expect(statusesOf(suggestion, { ...now, status: "agreed" })).toEqual({
    before: "agreed",
    after: "done",
    was: "draft",
  });
  expect(statusesOf(testSuggestion(), now)).toBeNull();
});

test("a place is another one only below another item", () => {
  const change = { kind: "parent", parent: "g2", before: null } as const;
  const suggestion = testSuggestion({ change, base: { parent: "g1", before: "i2" } });
  expect(placesOf(suggestion, now)).toEqual({
    before: { parent: "g1", before: null },
    after: { parent: "g2", before: null },
    was: null,
  });
  expect(placesOf(suggestion, { ...now, parent: null })?.was).toEqual({
    parent: "g1",
    before: "i2",
  });
  expect(textsOf(suggestion, now)).toBeNull();
});
