import { describe, expect, test } from "vitest";
import {
  addDot,
  type Choices,
  choose,
  dotsUsed,
  keepKnown,
  rankAt,
  rankedIn,
  ranking,
  removeDot,
  sameChoices,
} from "./ballot";

describe("dots", () => {
  test("may be heaped on one option, up to the budget and not past it", () => {
    let ballot: Choices = {};
    for (let press = 0; press < 5; press++) ballot = addDot(ballot, "a", { budget: 3 });
    expect(ballot).toEqual({ a: 3 });
    expect(dotsUsed(ballot)).toBe(3);
  });

  test("the budget is one for all options together", () => {
    const ballot = ["a", "b", "c"].reduce<Choices>(
      (now, option) => addDot(now, option, { budget: 2 }),
      {},
    );
    expect(ballot).toEqual({ a: 1, b: 1 });
  });

  test("no more than so many on one option, where the rules say so", () => {
    const rules = { budget: 5, most: 2 };
    const ballot: Choices = { a: 2 };
    expect(addDot(ballot, "a", rules)).toBe(ballot);
    expect(addDot(ballot, "b", rules)).toEqual({ a: 2, b: 1 });
  });

  test("one that is taken back can be set anew, and an option without dots leaves the ballot", () => {
    const full: Choices = { a: 1, b: 2 };
    const freed = removeDot(full, "a");
    expect(freed).toEqual({ b: 2 });
    expect(addDot(freed, "c", { budget: 3 })).toEqual({ b: 2, c: 1 });
  });

  test("an edit that changes nothing answers the same ballot", () => {
    const ballot: Choices = { a: 2 };
    expect(removeDot(ballot, "b")).toBe(ballot);
    expect(addDot(ballot, "b", { budget: 2 })).toBe(ballot);
  });

  test("a budget that shrank leaves the dots that are set, and takes no more", () => {
    const ballot: Choices = { a: 4 };
    expect(addDot(ballot, "b", { budget: 3 })).toBe(ballot);
    expect(removeDot(ballot, "a")).toEqual({ a: 3 });
  });
});

describe("a ranking", () => {
  const options = ["a", "b", "c", "d"];

  test("reads the ranked options, first choice first, and leaves out the others", () => {
    expect(rankedIn({ c: 1, a: 2 }, options)).toEqual(["c", "a"]);
  });

  test("is written with ranks from 1, without gaps", () => {
    expect(ranking(["c", "a"])).toEqual({ c: 1, a: 2 });
    expect(rankedIn(ranking(["d", "b", "a"]), options)).toEqual(["d", "b", "a"]);
  });

  test("an option moves up, down and to the ends, and others close up", () => {
    expect(rankAt(["a", "b", "c"], "c", 0)).toEqual(["c", "a", "b"]);
    expect(rankAt(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
    expect(rankAt(["a", "b", "c"], "a", 9)).toEqual(["b", "c", "a"]);
    expect(rankAt(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
  });

  test("an option that was not ranked comes in at its place", () => {
    expect(rankAt(["a", "b"], "d", 1)).toEqual(["a", "d", "b"]);
  });

  test("equal ranks of a damaged ballot keep the order of the options", () => {
    expect(rankedIn({ b: 1, a: 1, c: 2 }, options)).toEqual(["a", "b", "c"]);
  });
});

describe("an answer", () => {
  test("is changed and taken back", () => {
    const agreed = choose({}, "a", "consent");
    expect(choose(agreed, "a", "objection")).toEqual({ a: "objection" });
    expect(choose(agreed, "a", null)).toEqual({});
    expect(choose(agreed, "a", "consent")).toBe(agreed);
  });

  test("to an option that is gone is dropped", () => {
    expect(keepKnown({ a: 1, gone: 2 }, ["a", "b"])).toEqual({ a: 1 });
  });

  test("ballots are the same whatever the order in which they were filled in", () => {
    expect(sameChoices({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(sameChoices({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(sameChoices({ a: 1 }, { b: 1 })).toBe(false);
    const placed = { a: { impact: 3, effort: 1 } };
    expect(sameChoices(placed, { a: { impact: 3, effort: 1 } })).toBe(true);
    expect(sameChoices(placed, { a: { impact: 3, effort: 2 } })).toBe(false);
  });
});
