import { expect, test } from "vitest";
import { parsed } from "./NumberStepper";

test("a number typed past its bounds is the nearest one within", () => {
  expect(parsed("900", 1, 600, false)).toBe(600);
  expect(parsed("0", 1, 600, false)).toBe(1);
  expect(parsed(" 12 ", 1, 600, false)).toBe(12);
});

test("nothing, or 0, is no limit where there may be none", () => {
  expect(parsed("", 1, 600, true)).toBeNull();
  expect(parsed("0", 1, 600, true)).toBeNull();
  expect(parsed("", 1, 600, false)).toBeUndefined();
});

test("what is no number changes nothing", () => {
  expect(parsed("5m", 1, 600, true)).toBeUndefined();
  expect(parsed("-3", 1, 600, true)).toBeUndefined();
});
