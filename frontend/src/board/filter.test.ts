import { describe, expect, test } from "vitest";
import { matching, NO_FILTER, NOBODY, ownerKey, ownersIn, withAncestors } from "./filter";
import { testPlan } from "./testPlan";

const plan = testPlan([
  { id: "g", title: "Plan with Élan", stakeholders: ["s1"] },
  { id: "o", under: "g", kind: "objective", title: "Hear customers", status: "agreed" },
  { id: "a", under: "o", kind: "action", title: "Call ten customers", stakeholders: ["s1", "s2"] },
  { id: "b", under: "o", kind: "action", title: "Write", owner: { id: "p1", name: "Ada" } },
  { id: "c", under: "o", kind: "action", title: "Print", owner: { id: null, name: "Bo" } },
]);

const found = (change: Partial<typeof NO_FILTER>) => {
  const ids = matching(plan, { ...NO_FILTER, ...change });
  return ids && [...ids];
};

describe("matching", () => {
  test("no condition is no filter", () => {
    expect(found({})).toBeNull();
    expect(found({ text: "   " })).toBeNull();
  });

  test("text: every word somewhere in the title, whatever its case and accents", () => {
    expect(found({ text: "elan" })).toEqual(["g"]);
    expect(found({ text: "CUSTOMERS call" })).toEqual(["a"]);
    expect(found({ text: "nothing" })).toEqual([]);
  });

  test("conditions add up", () => {
    expect(found({ stakeholder: "s1" })).toEqual(["g", "a"]);
    expect(found({ stakeholder: "s1", text: "call" })).toEqual(["a"]);
    expect(found({ status: "agreed" })).toEqual(["o"]);
  });

  test("owners by id, by name alone, and nobody", () => {
    expect(found({ owner: ownerKey({ id: "p1", name: "Ada L." }) })).toEqual(["b"]);
    expect(found({ owner: ownerKey({ id: null, name: "BO" }) })).toEqual(["c"]);
    expect(found({ owner: NOBODY })).toEqual(["g", "o", "a"]);
  });
});

test("what fits keeps what is above it", () => {
  expect([...withAncestors(plan, new Set(["a"]))].sort()).toEqual(["a", "g", "o"]);
});

test("owners are listed once, by name", () => {
  expect(ownersIn(plan).map(({ name }) => name)).toEqual(["Ada", "Bo"]);
});
