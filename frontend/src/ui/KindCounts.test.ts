import { expect, test } from "vitest";
import { kindsIn, kindsInWords } from "./KindCounts";

test("kinds are counted in the plan's order, unknown ones last, none left out but the empty", () => {
  expect(kindsIn({ risk: 2, action: 1, mission: 1, goal: 0 })).toEqual([
    ["mission", 1],
    ["action", 1],
    ["risk", 2],
  ]);
});

test("the picture is said in words", () => {
  expect(kindsInWords({ goal: 4, mission: 1, strategy: 2 })).toBe(
    "1 mission, 4 goals, 2 strategies",
  );
});
