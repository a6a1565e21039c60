import { describe, expect, test } from "vitest";
import { testPlan } from "../testPlan";
import { changesNothing, dropRows, project, slotOf } from "./drop";
import { outlineRows } from "./rows";

// a            depth 0
//   a1         depth 1
//     a1x      depth 2
//   a2         depth 1
// b            depth 0
// c            depth 0
const plan = testPlan([
  { id: "a" },
  { id: "a1", under: "a" },
  { id: "a1x", under: "a1" },
  { id: "a2", under: "a" },
  { id: "b" },
  { id: "c" },
]);
const { rows } = outlineRows(plan, new Set(), null);

const drop = (dragged: string, slot: number, depth: number, from = rows) => {
  const { under, ...place } = project(
    plan,
    dropRows(plan, from, [dragged]),
    [dragged],
    slot,
    depth,
  );
  return place;
};

describe("slotOf", () => {
  const targets = dropRows(plan, rows, ["a1"]); // a, a2, b, c

  test("above or below the row under the pointer", () => {
    expect(targets.map(({ id }) => id)).toEqual(["a", "a2", "b", "c"]);
    expect(slotOf(rows, targets, "a", "upper")).toBe(0);
    expect(slotOf(rows, targets, "b", "upper")).toBe(2);
    expect(slotOf(rows, targets, "c", "lower")).toBe(4);
  });

  test("over itself or its children, it is where it stands", () => {
    expect(slotOf(rows, targets, "a1", "lower")).toBe(1);
    expect(slotOf(rows, targets, "a1x", "upper")).toBe(1);
  });
});

describe("project", () => {
  test("above everything", () => {
    expect(drop("c", 0, 3)).toEqual({ parent: null, before: "a", depth: 0 });
  });

  test("the depth is held between the row below and a child of the row above", () => {
    // Between a and a1: only a child of a makes sense.
    expect(drop("c", 1, 0)).toEqual({ parent: "a", before: "a1", depth: 1 });
    expect(drop("c", 1, 9)).toEqual({ parent: "a", before: "a1", depth: 1 });
  });

  test("after the last of several levels, the depth chooses the level", () => {
    // Below a2, above b.
    expect(drop("c", 4, 0)).toEqual({ parent: null, after: "a", depth: 0 });
    expect(drop("c", 4, 1)).toEqual({ parent: "a", after: "a2", depth: 1 });
    expect(drop("c", 4, 2)).toEqual({ parent: "a2", after: undefined, depth: 2 });
    // Below a1x, above a2.
    expect(drop("c", 3, 0)).toEqual({ parent: "a", after: "a1", depth: 1 });
    expect(drop("c", 3, 3)).toEqual({ parent: "a1x", after: undefined, depth: 3 });
  });

  test("into a folded item: after what is hidden in it", () => {
    const folded = outlineRows(plan, new Set(["a"]), null).rows;
    expect(drop("c", 1, 1, folded)).toEqual({ parent: "a", after: "a2", depth: 1 });
    expect(drop("c", 1, 0, folded)).toEqual({ parent: null, after: "a", depth: 0 });
  });

  test("nothing that is dragged, nor what is below it, is ever a target", () => {
    for (let slot = 0; slot <= rows.length; slot++) {
      for (let depth = 0; depth < 4; depth++) {
        const targets = dropRows(plan, rows, ["a"]);
        const { parent, before, after } = project(plan, targets, ["a"], Math.min(slot, 2), depth);
        for (const id of [parent, before, after]) {
          expect(["a", "a1", "a1x", "a2"]).not.toContain(id);
        }
      }
    }
  });

  test("in an empty plan it goes to the top", () => {
    expect(project(testPlan([{ id: "a" }]), [], ["a"], 0, 2)).toMatchObject({
      parent: null,
      depth: 0,
      under: null,
    });
  });
});

describe("changesNothing", () => {
  test("where it stands already, however that is said", () => {
    expect(changesNothing(plan, ["b"], { parent: null, after: "a" })).toBe(true);
    expect(changesNothing(plan, ["b"], { parent: null, before: "c" })).toBe(true);
    expect(changesNothing(plan, ["a2"], { parent: "a", after: "a1" })).toBe(true);
    expect(changesNothing(plan, ["b", "c"], { parent: null, after: "a" })).toBe(true);
  });

  test("anywhere else", () => {
    expect(changesNothing(plan, ["c"], { parent: null, after: "a" })).toBe(false);
    expect(changesNothing(plan, ["a2"], { parent: null, after: "a" })).toBe(false);
    expect(changesNothing(plan, ["a", "c"], { parent: null, before: "b" })).toBe(false);
  });
});
