import { describe, expect, test } from "vitest";
import { deal, type Placed, placed, usualGroups } from "./groups";

const STAKEHOLDERS = ["riders", "drivers", null] as const;
const people = (count: number): Placed[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    stakeholder: STAKEHOLDERS[(index * index) % 3] ?? null,
  }));
const spread = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);

describe("dealing people out", () => {
  test("everyone is in one group, whatever the numbers", () => {
    for (const [count, groups] of [
      [0, 2],
      [1, 3],
      [7, 2],
      [23, 5],
      [200, 12],
    ] as const) {
      const dealt = deal(people(count), groups, count);
      expect(dealt).toHaveLength(groups);
      expect(dealt.flat().sort()).toEqual(
        people(count)
          .map(({ id }) => id)
          .sort(),
      );
    }
  });

  test("sizes differ by one at most, and so does each stakeholder group's share", () => {
    for (let seed = 0; seed < 40; seed++) {
      const all = people(5 + seed);
      const dealt = deal(all, 2 + (seed % 4), seed);
      expect(spread(dealt.map((group) => group.length))).toBeLessThanOrEqual(1);
      for (const stakeholder of STAKEHOLDERS) {
        const ids = new Set(
          all.filter((person) => person.stakeholder === stakeholder).map(({ id }) => id),
        );
        const shares = dealt.map((group) => group.filter((id) => ids.has(id)).length);
        expect(spread(shares)).toBeLessThanOrEqual(1);
      }
    }
  });

  test("a seed deals in one way, another seed in another", () => {
    expect(deal(people(12), 3, 7)).toEqual(deal(people(12), 3, 7));
    expect(deal(people(12), 3, 7)).not.toEqual(deal(people(12), 3, 8));
  });
});

test("somebody is in one group at most", () => {
  const groups = [{ people: ["a", "b"] }, { people: ["c"] }];
  expect(placed(groups, "a", 1)).toEqual([{ people: ["b"] }, { people: ["c", "a"] }]);
  expect(placed(groups, "c", null)).toEqual([{ people: ["a", "b"] }, { people: [] }]);
});

test("groups of about four, two at least", () => {
  expect([0, 3, 8, 14, 400].map(usualGroups)).toEqual([2, 2, 2, 4, 20]);
});
