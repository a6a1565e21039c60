import { expect, test } from "vitest";
import { testSuggestion } from "../testSuggestion";
import type { Suggestion } from "../types";
import { byItem, decidedOnes, openOnes } from "./order";

const by = { id: "ada", name: "Ada", color: "", guest: false };
const at = (hour: number) => `2026-01-05T${String(hour).padStart(2, "0")}:00:00Z`;
const decided = (hour: number) => ({ by, at: at(hour), reason: "" });
const ids = (all: readonly Suggestion[]) => all.map(({ id }) => id);

const all = [
  testSuggestion({ id: "late", created_at: at(12) }),
  testSuggestion({ id: "early", created_at: at(8), item: "i2" }),
  testSuggestion({ id: "old", created_at: at(1), state: "accepted", decided: decided(9) }),
  testSuggestion({ id: "new", created_at: at(2), state: "declined", decided: decided(11) }),
  testSuggestion({ id: "back", created_at: at(10), state: "withdrawn" }),
  testSuggestion({
    id: "below",
    created_at: at(13),
    item: null,
    change: { kind: "new", parent: "i1", item_kind: "idea", title: "x" },
  }),
  testSuggestion({
    id: "top",
    created_at: at(14),
    item: null,
    change: { kind: "new", parent: null, item_kind: "goal", title: "y" },
  }),
];

test("what is to decide comes first come, first; what was decided, the latest first", () => {
  expect(ids(openOnes(all))).toEqual(["early", "late", "below", "top"]);
  expect(ids(decidedOnes(all))).toEqual(["new", "back", "old"]);
});

test("each shows on its item, something new on what it would stand below", () => {
  const found = byItem(all);
  expect(ids(found.get("i1") ?? [])).toEqual(["late", "below"]);
  expect(ids(found.get("i2") ?? [])).toEqual(["early"]);
  expect(ids(found.get(null) ?? [])).toEqual(["top"]);
  expect(byItem(undefined).size).toBe(0);
});
