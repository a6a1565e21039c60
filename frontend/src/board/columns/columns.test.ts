import { describe, expect, test } from "vitest";
import { KINDS } from "@/plan/types";
import { testPlan } from "../testPlan";
import { cardBeside, cardPlace, columnsOf } from "./columns";

const plan = testPlan([
  { id: "g1" },
  { id: "o1", under: "g1", kind: "objective" },
  { id: "s1", under: "o1", kind: "strategy" },
  { id: "o2", under: "g1", kind: "objective" },
  { id: "g2" },
  { id: "o3", under: "g2", kind: "objective" },
  { id: "i", kind: "idea" },
  { id: "x", kind: "experiment" },
]);

describe("columnsOf", () => {
  test("a column for each kind, also where it is empty, and for kinds we do not know", () => {
    const columns = columnsOf(plan, null);
    expect(columns.map(({ kind }) => kind)).toEqual([...KINDS, "experiment"]);
    expect(columns.find(({ kind }) => kind === "objective")?.cards).toEqual(["o1", "o2", "o3"]);
    expect(columns.find(({ kind }) => kind === "mission")?.cards).toEqual([]);
  });

  test("with a filter, only what fits", () => {
    const columns = columnsOf(plan, new Set(["o3"]));
    expect(columns.flatMap(({ cards }) => cards)).toEqual(["o3"]);
  });
});

describe("cardPlace", () => {
  test("among siblings it is only reordered", () => {
    expect(cardPlace(plan, "o2", "objective", ["o1", "o3"], 0)).toEqual({
      kind: "objective",
      move: { parent: "g1", before: "o1" },
    });
  });

  test("between two parents, its own wins", () => {
    expect(cardPlace(plan, "o2", "objective", ["o1", "o3"], 1)?.move).toEqual({
      parent: "g1",
      after: "o1",
    });
    expect(cardPlace(plan, "o3", "objective", ["o1", "o2"], 2)?.move).toEqual({
      parent: "g1",
      after: "o2",
    });
  });

  test("an idea dropped among objectives becomes one, under their goal", () => {
    expect(cardPlace(plan, "i", "objective", ["o1", "o2", "o3"], 1)).toEqual({
      kind: "objective",
      move: { parent: "g1", after: "o1" },
    });
  });

  test("in an empty column only the kind changes, but what stands at the top goes there", () => {
    expect(cardPlace(plan, "o1", "action", [], 0)).toEqual({ kind: "action" });
    expect(cardPlace(plan, "o1", "value", [], 0)).toEqual({
      kind: "value",
      move: { parent: null },
    });
  });

  test("never under itself", () => {
    expect(cardPlace(plan, "o1", "strategy", ["s1"], 0)).toEqual({ kind: "strategy" });
    expect(cardPlace(plan, "gone", "strategy", ["s1"], 0)).toBeNull();
  });
});

test("arrow keys go between cards, over empty columns", () => {
  const columns = columnsOf(plan, null);
  expect(cardBeside(columns, "o1", "down")).toBe("o2");
  expect(cardBeside(columns, "o1", "up")).toBeNull();
  expect(cardBeside(columns, "o3", "left")).toBe("g2");
  expect(cardBeside(columns, "s1", "right")).toBe("i");
  expect(cardBeside(columns, "x", "right")).toBeNull();
});
