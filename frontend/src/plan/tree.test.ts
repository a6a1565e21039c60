// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { PlanStore } from "./store";
import { compareCodePoints } from "./tree";

interface Case {
  name: string;
  items: Record<string, unknown>;
  expected: { roots: string[]; children: Record<string, string[]> };
}

// Parsed here: a bundler that makes a module of it takes an id `__proto__` for the prototype.
const file = new URL("../../../shared/vectors/tree.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as Case[];

function documentOf(items: Case["items"]): Y.Doc {
  const doc = new Y.Doc();
  const map = doc.getMap("items");
  doc.transact(() => {
    for (const [id, entry] of Object.entries(items)) {
      if (entry === null || typeof entry !== "object" || Array.isArray(entry)) map.set(id, entry);
      else map.set(id, new Y.Map(Object.entries(entry)));
    }
  });
  return doc;
}

describe("the settled tree", () => {
  it.each(cases.map((one) => [one.name, one] as const))("%s", (_, { items, expected }) => {
    const plan = new PlanStore(documentOf(items)).getSnapshot();
    expect(plan.roots).toEqual(expected.roots);
    const children = [...plan.items.values()].filter((item) => item.children.length > 0);
    expect(new Map(children.map((item) => [item.id, item.children]))).toEqual(
      new Map(Object.entries(expected.children)),
    );
    for (const item of children) {
      for (const child of item.children) expect(plan.items.get(child)?.parent).toBe(item.id);
    }
  });

  it("has cases", () => expect(cases.length).toBeGreaterThan(20));
});

describe("compareCodePoints", () => {
  const byPoints = (text: string) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);

  it("agrees with comparing lists of code points", () => {
    const texts = [
      "",
      "a",
      "ab",
      "b",
      "\ud7ff",
      "\ue000",
      "\uffff",
      "\u{10000}",
      "\u{1f600}a",
      "é",
    ];
    for (const one of texts) {
      for (const other of texts) {
        const [a, b] = [byPoints(one), byPoints(other)];
        const at = a.findIndex((point, index) => point !== b[index]);
        const expected = at < 0 ? a.length - b.length : (a[at] ?? -1) - (b[at] ?? -1);
        expect(Math.sign(compareCodePoints(one, other))).toBe(Math.sign(expected));
      }
    }
  });
});
