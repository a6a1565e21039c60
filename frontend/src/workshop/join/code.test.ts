import { expect, test } from "vitest";
import { codeAddress, isWhole, lookAlikesIn, readCode, typedAddress } from "./code";

test.each(["K7M-3QX", "k7m-3qx", "K7M3QX", " k7m 3qx ", "k7m–3qx", "k.7.m.3.q.x", "Ｋ７Ｍ３ＱＸ"])(
  "%j is read as the code K7M-3QX",
  (typed) => expect(readCode(typed)).toBe("K7M-3QX"),
);

test("what is no whole code stays as short or long as it is", () => {
  expect(readCode("k7")).toBe("K7");
  expect(readCode("")).toBe("");
  expect(isWhole(readCode("k7m3q"))).toBe(false);
  expect(isWhole(readCode("k7m3qx"))).toBe(true);
  expect(isWhole(readCode("k7m3qxx"))).toBe(false);
});

test("characters that no code holds are named once each", () => {
  expect(lookAlikesIn(readCode("k0m-oox"))).toEqual(["0", "O"]);
  expect(lookAlikesIn("K7M-3QX")).toEqual([]);
});

test("a code has an address to scan, and one to type it at", () => {
  expect(codeAddress("K7M-3QX", "https://plan.example")).toBe("https://plan.example/s/K7M-3QX");
  expect(typedAddress("http://localhost:8000")).toBe("localhost:8000/s");
});
