import { describe, expect, it } from "vitest";
import { pick, seeded } from "./seeded";
import { asOneLine, atMost, type Splice, spliceBetween, splits } from "./splice";

function applied(text: string, { index, remove, insert }: Splice): string {
  return text.slice(0, index) + insert + text.slice(index + remove);
}

describe("spliceBetween", () => {
  it("is null where nothing changed", () => {
    expect(spliceBetween("same", "same", 2)).toBeNull();
  });

  it("finds what was typed, pasted over and taken away", () => {
    expect(spliceBetween("plan", "plans", 5)).toEqual({ index: 4, remove: 0, insert: "s" });
    expect(spliceBetween("one two", "one 2", 5)).toEqual({ index: 4, remove: 3, insert: "2" });
    expect(spliceBetween("goals", "goas", 3)).toEqual({ index: 3, remove: 1, insert: "" });
  });

  it("takes the caret to tell equal letters apart", () => {
    expect(spliceBetween("aaa", "aaaa", 1)).toEqual({ index: 0, remove: 0, insert: "a" });
    expect(spliceBetween("aaa", "aaaa", 3)).toEqual({ index: 2, remove: 0, insert: "a" });
    expect(spliceBetween("aaa", "aa", 0)).toEqual({ index: 0, remove: 1, insert: "" });
    expect(spliceBetween("aaa", "aa", 2)).toEqual({ index: 2, remove: 1, insert: "" });
  });

  it("stays small where the caret is elsewhere, as after a spelling correction", () => {
    expect(spliceBetween("teh plan", "the plan", 8)).toEqual({ index: 1, remove: 2, insert: "he" });
  });

  it("never splits a surrogate pair", () => {
    // 😀 and 😁 share their first half, 😀 and 🈀 their second.
    expect(spliceBetween("a😀b", "a😁b", 3)).toEqual({ index: 1, remove: 2, insert: "😁" });
    expect(spliceBetween("a😀b", "a🈀b", 3)).toEqual({ index: 1, remove: 2, insert: "🈀" });
    expect(spliceBetween("😀😁", "😁", 0)).toEqual({ index: 0, remove: 2, insert: "" });
  });

  it("makes the one of the other for any two texts, at any caret", () => {
    const random = seeded(7);
    const letters = ["a", "b", " ", "é", "😀", "😁", "🈀", "語"];
    const some = (most: number) =>
      Array.from({ length: Math.floor(random() * most) }, () => pick(letters, random)).join("");
    for (let round = 0; round < 3000; round++) {
      const [before, after] = [some(9), some(9)];
      const splice = spliceBetween(before, after, Math.floor(random() * (after.length + 1)));
      if (before === after) {
        expect(splice).toBeNull();
        continue;
      }
      expect(splice && applied(before, splice)).toBe(after);
      if (!splice) continue;
      expect(splits(before, splice.index)).toBe(false);
      expect(splits(before, splice.index + splice.remove)).toBe(false);
      expect(splits(after, splice.index + splice.insert.length)).toBe(false);
    }
  });
});

describe("text for a title", () => {
  it("is one line, of the same length, and well formed", () => {
    expect(asOneLine("a\nb\tc\u2028d")).toBe("a b c d");
    expect(asOneLine("x\ud83dy")).toBe("x\ufffdy");
    expect(asOneLine("😀")).toBe("😀");
  });

  it("is cut before a pair, not within it", () => {
    expect(atMost("ab😀", 3)).toBe("ab");
    expect(atMost("ab😀", 4)).toBe("ab😀");
    expect(atMost("abc", -1)).toBe("");
  });
});
