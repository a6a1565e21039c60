import { expect, test } from "vitest";
import { daysOf, scopeName } from "./scopes";

test("a token is named by the most that it may do", () => {
  expect(scopeName(["read"])).toBe("Read");
  expect(scopeName(["read", "comment"])).toBe("Comment");
  expect(scopeName(["comment", "read", "write"])).toBe("Write");
  expect(scopeName([])).toBe("Nothing");
});

test("a token lasts some days, or for good", () => {
  expect(daysOf("90")).toBe(90);
  expect(daysOf("none")).toBeNull();
});
