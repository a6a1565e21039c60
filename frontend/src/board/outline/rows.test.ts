import { describe, expect, test } from "vitest";
import { testPlan } from "../testPlan";
import { isWithin, outlineRows, siblingsOf, topmost } from "./rows";
import { afterRemoval, range, walk } from "./walk";

const plan = testPlan([
  { id: "v1", kind: "value" },
  { id: "g1" },
  { id: "o1", under: "g1", kind: "objective" },
  { id: "s1", under: "o1", kind: "strategy" },
  { id: "o2", under: "g1", kind: "objective" },
  { id: "m", kind: "mission" },
  { id: "v2", kind: "value" },
  { id: "g2" },
]);
const none = new Set<string>();
const open = outlineRows(plan, none, null);

describe("outlineRows", () => {
  test("statements come first, by kind, then the tree", () => {
    expect(open.order).toEqual(["m", "v1", "v2", "g1", "o1", "s1", "o2", "g2"]);
    expect(open.rows.map(({ depth }) => depth)).toEqual([0, 1, 2, 1, 0]);
    expect(open.rows.map(({ position, setSize }) => `${position}/${setSize}`)).toEqual([
      "1/2",
      "1/2",
      "1/1",
      "2/2",
      "2/2",
    ]);
  });

  test("a statement with something below it is a line of the tree, so that nothing is hidden", () => {
    const nested = testPlan([
      { id: "m", kind: "mission" },
      { id: "g", under: "m" },
    ]);
    const { statements, order } = outlineRows(nested, none, null);
    expect(statements).toEqual([]);
    expect(order).toEqual(["m", "g"]);
  });

  test("folded items hide what is below them", () => {
    const folded = outlineRows(plan, new Set(["g1"]), null);
    expect(folded.rows.map(({ id }) => id)).toEqual(["g1", "g2"]);
    expect(folded.index.get("g1")).toMatchObject({ expandable: true, expanded: false });
  });

  test("a filter unfolds, and shows what leads to what fits", () => {
    const filtered = outlineRows(plan, new Set(["g1"]), new Set(["s1"]));
    expect(filtered.order).toEqual(["g1", "o1", "s1"]);
    expect(filtered.rows.map(({ onPath }) => onPath)).toEqual([true, true, false]);
  });
});

describe("siblings and ancestry", () => {
  test("siblings are those that are shown; of a statement, those of its kind", () => {
    expect(siblingsOf(open, plan, "o2")).toEqual(["o1", "o2"]);
    expect(siblingsOf(open, plan, "g1")).toEqual(["g1", "g2"]);
    expect(siblingsOf(open, plan, "v2")).toEqual(["v1", "v2"]);
  });

  test("within", () => {
    expect(isWithin(plan, "s1", "g1")).toBe(true);
    expect(isWithin(plan, "s1", "s1")).toBe(true);
    expect(isWithin(plan, "g1", "s1")).toBe(false);
  });

  test("topmost leaves out what moves with its parent anyway", () => {
    expect(topmost(plan, open.order, new Set(["s1", "o1", "g2"]))).toEqual(["o1", "g2"]);
  });
});

describe("walk", () => {
  test("up and down go through every line, and stop at the ends", () => {
    expect(walk(open, "v2", "ArrowDown")).toEqual({ to: "g1" });
    expect(walk(open, "g1", "ArrowUp")).toEqual({ to: "v2" });
    expect(walk(open, "m", "ArrowUp")).toBeNull();
    expect(walk(open, "g2", "ArrowDown")).toBeNull();
  });

  test("right unfolds, then goes to the first child; left folds, then goes to the parent", () => {
    const folded = outlineRows(plan, new Set(["g1"]), null);
    expect(walk(folded, "g1", "ArrowRight")).toEqual({ unfold: "g1" });
    expect(walk(open, "g1", "ArrowRight")).toEqual({ to: "o1" });
    expect(walk(open, "g1", "ArrowLeft")).toEqual({ fold: "g1" });
    expect(walk(open, "o2", "ArrowLeft")).toEqual({ to: "g1" });
    expect(walk(open, "o2", "ArrowRight")).toBeNull();
    expect(walk(open, "g2", "ArrowLeft")).toBeNull();
  });

  test("from nowhere, or from a line that is gone, it starts at an end", () => {
    expect(walk(open, null, "ArrowDown")).toEqual({ to: "m" });
    expect(walk(open, "gone", "ArrowUp")).toEqual({ to: "g2" });
    expect(walk(outlineRows(testPlan([]), none, null), null, "ArrowDown")).toBeNull();
  });

  test("Home and End", () => {
    expect(walk(open, "o1", "Home")).toEqual({ to: "m" });
    expect(walk(open, "o1", "End")).toEqual({ to: "g2" });
  });

  test("a range in either direction", () => {
    expect(range(open.order, "o2", "o1")).toEqual(["o1", "s1", "o2"]);
    expect(range(open.order, "gone", "o1")).toEqual(["o1"]);
  });

  test("after a removal one stands at the next line that stays, else at the one before", () => {
    expect(afterRemoval(open.order, new Set(["o1", "s1"]), "o1")).toBe("o2");
    expect(afterRemoval(open.order, new Set(["g2"]), "g2")).toBe("o2");
    expect(afterRemoval(["a"], new Set(["a"]), "a")).toBeNull();
  });
});
