import { expect, test } from "vitest";
import { inGrid, percent, placeAt, spread } from "./grid";

const box = { left: 100, top: 50, width: 200, height: 100 };

test("effort grows to the right and impact upwards", () => {
  expect(placeAt(box, 101, 149)).toEqual({ effort: 0, impact: 0 });
  expect(placeAt(box, 299, 51)).toEqual({ effort: 10, impact: 10 });
  expect(placeAt(box, 200, 100)).toEqual({ effort: 5, impact: 5 });
});

test("a point beside the grid is at its edge", () => {
  expect(placeAt(box, 0, 1000)).toEqual({ effort: 0, impact: 0 });
  expect(inGrid({ effort: 12, impact: -3 })).toEqual({ effort: 10, impact: 0 });
});

test("a value is drawn in the middle of its cell", () => {
  expect(percent(5)).toBe("50%");
  expect(Number.parseFloat(percent(0))).toBeCloseTo(100 / 22);
  expect(Number.parseFloat(percent(10))).toBeCloseTo(100 - 100 / 22);
  expect(Number.parseFloat(percent(7.5)) - 50).toBeCloseTo(2.5 * (100 / 11));
});

test("what is pressed in the middle of a cell is drawn there", () => {
  for (const value of [0, 1, 4, 5, 7, 10]) {
    const x = box.left + (Number.parseFloat(percent(value)) / 100) * box.width;
    expect(placeAt(box, x, 100).effort).toBe(value);
  }
});

test("what stands in one place is drawn side by side", () => {
  const here = { impact: 2, effort: 4 };
  expect(spread([here, null, { impact: 8, effort: 8 }, here, here])).toEqual([-1, 0, 0, 0, 1]);
});
