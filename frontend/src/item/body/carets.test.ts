import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { addressOf } from "./addressOf";
import { hasCaret } from "./carets";

function position(index: number) {
  const doc = new Y.Doc();
  const body = new Y.XmlFragment();
  doc.getMap("items").set("item", body);
  const text = new Y.XmlText("some words");
  body.insert(0, [text]);
  return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index));
}

describe("a caret that another client tells of", () => {
  it("is taken where it is a place in a body", () => {
    expect(hasCaret({ cursor: { anchor: position(2), head: position(10) } })).toBe(true);
  });

  it.each([
    ["nothing", null],
    ["no caret", { cursor: null }],
    ["half of one", { cursor: { anchor: position(1) } }],
    ["text", { cursor: { anchor: "a", head: "b" } }],
    ["a place in a root type", { cursor: { anchor: { tname: "x" }, head: { tname: "x" } } }],
    ["an id that is none", { cursor: { anchor: { item: { client: "1" } }, head: position(1) } }],
    [
      "a clock below zero",
      {
        cursor: { anchor: { item: { client: 1, clock: -1 } }, head: position(1) },
      },
    ],
    [
      "a clock that is no number",
      {
        cursor: { anchor: { type: { client: 1, clock: Number.NaN } }, head: position(1) },
      },
    ],
    ["a place in nothing", { cursor: { anchor: {}, head: {} } }],
  ])("is passed over where it is %s", (_what, state) => {
    expect(hasCaret(state)).toBe(false);
  });
});

describe("what is typed as an address", () => {
  it.each([
    ["example.org/x", "https://example.org/x"],
    ["localhost:8000", "https://localhost:8000"],
    ["http://example.org", "http://example.org"],
    ["ann@example.org", "mailto:ann@example.org"],
    ["tel:+3721234", "tel:+3721234"],
    ["javascript:alert(1)", ""],
    ["data:text/html,x", ""],
    ["  ", ""],
  ])("%j leads to %j", (typed, address) => {
    expect(addressOf(typed)).toBe(address);
  });
});
