import { expect, test } from "vitest";
import { type Part, wordDiff, wordsOf } from "./wordDiff";

const shown = (parts: readonly Part[]) =>
  parts
    .map(({ kind, text }) =>
      kind === "removed" ? `[-${text}-]` : kind === "added" ? `[+${text}+]` : text,
    )
    .join("");
const before = (parts: readonly Part[]) =>
  parts.flatMap(({ kind, text }) => (kind === "added" ? [] : [text])).join("");
const after = (parts: readonly Part[]) =>
  parts.flatMap(({ kind, text }) => (kind === "removed" ? [] : [text])).join("");

test.each([
  ["Run on time", "Run on time", "Run on time"],
  ["Run on time", "Run always on time", "Run [+always +]on time"],
  ["Run always on time", "Run on time", "Run [-always -]on time"],
  ["Reach every town", "Reach every village", "Reach every [-town-][+village+]"],
  ["", "Reach every town", "[+Reach every town+]"],
  ["Reach every town", "", "[-Reach every town-]"],
  ["Hear the riders.", "Hear the riders!", "Hear the riders[-.-][+!+]"],
])("%j to %j", (one, other, expected) => {
  expect(shown(wordDiff(one, other))).toBe(expected);
});

test("changes with a mere space between them are one", () => {
  expect(shown(wordDiff("By old ways only", "By new means only"))).toBe(
    "By [-old ways-][+new means+] only",
  );
});

test("lines stay apart", () => {
  expect(shown(wordDiff("one\ntwo", "uno\ndue"))).toBe("[-one-][+uno+]\n[-two-][+due+]");
});

test("words of a script without spaces are told apart", () => {
  expect(wordsOf("公共交通").join("")).toBe("公共交通");
  const parts = wordDiff("公共交通很好", "公共交通不好");
  expect(before(parts)).toBe("公共交通很好");
  expect(after(parts)).toBe("公共交通不好");
});

test("both texts are in the parts whole, whatever they are", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed % below;
  };
  const words = ["a", "bus", " ", " ", "\n", "town", ".", "é", "🎉", "don't"];
  const text = () => Array.from({ length: random(24) }, () => words[random(words.length)]).join("");
  for (let round = 0; round < 300; round++) {
    const one = text();
    const other = text();
    const parts = wordDiff(one, other);
    expect(before(parts)).toBe(one);
    expect(after(parts)).toBe(other);
    for (const [index, part] of parts.entries()) {
      expect(part.text).not.toBe("");
      expect(part.kind).not.toBe(parts[index + 1]?.kind);
    }
  }
});

test("two long texts with nothing in common are told without looking at every pair", () => {
  const one = Array.from({ length: 2500 }, (_, index) => `a${index}`).join(" ");
  const other = Array.from({ length: 2500 }, (_, index) => `b${index}`).join(" ");
  expect(wordDiff(one, other)).toEqual([
    { kind: "removed", text: one },
    { kind: "added", text: other },
  ]);
});
