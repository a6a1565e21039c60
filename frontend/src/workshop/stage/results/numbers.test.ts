import { describe, expect, test } from "vitest";
import {
  barOf,
  decimal,
  leaders,
  partsOf,
  scoreWords,
  type Tally,
  turnout,
  verdict,
} from "./numbers";

type Counts = Record<string, number>;

function tally(
  method: Tally["method"],
  options: [title: string, score: number, counts: Counts, rank: number][],
  ballots = 5,
): Tally {
  return {
    method,
    options: options.map(([title, score, counts, rank]) => ({
      id: title,
      title,
      score,
      counts,
      rank,
    })),
    ballots,
    eligible: 8,
  };
}

const dots = tally("dots", [
  ["Price", 6, { dots: 6, voters: 4 }, 1],
  ["Speed", 3, { dots: 3, voters: 1 }, 2],
  ["Colour", 0, { dots: 0, voters: 0 }, 3],
]);

describe("bars", () => {
  test("of dots and points are measured by the longest one", () => {
    expect(dots.options.map((option) => barOf(dots, option, 5))).toEqual([1, 0.5, 0]);
  });

  test("of scores are measured by the highest score that one could give", () => {
    const scores = tally("score", [["Price", 4, { "3": 1, "5": 1 }, 1]]);
    expect(barOf(scores, scores.options[0] as (typeof scores.options)[0], 5)).toBe(0.8);
  });

  test("have no length where nobody chose anything", () => {
    const none = tally("dots", [["Price", 0, {}, 1]], 0);
    expect(barOf(none, none.options[0] as (typeof none.options)[0], 5)).toBe(0);
  });
});

describe("words of a score", () => {
  test("say how many and from how many", () => {
    expect(dots.options.map((option) => scoreWords("dots", option))).toEqual([
      "6 dots from 4 people",
      "3 dots from 1 person",
      "No dots",
    ]);
    const [ranked] = tally("ranked", [["Price", 11, { "1": 3, "2": 1 }, 1]]).options;
    expect(ranked && scoreWords("ranked", ranked)).toBe("11 points, first for 3");
    const [score] = tally("score", [["Price", 3.67, { "3": 1, "4": 2 }, 1]]).options;
    expect(score && scoreWords("score", score)).toBe("3.7 from 3");
  });

  test("have one decimal at most", () => {
    expect([4, 3.666, -0.25, -2].map(decimal)).toEqual(["4", "3.7", "−0.2", "−2"]);
  });
});

test("answers are parts of those who answered, and make a whole", () => {
  const [option] = tally("yesno", [["Move", 2, { yes: 3, no: 1, abstain: 1 }, 1]]).options;
  const parts = option ? partsOf(option, ["yes", "no", "abstain"]) : [];
  expect(parts.map(({ count, share }) => [count, share])).toEqual([
    [3, 0.6],
    [1, 0.2],
    [1, 0.2],
  ]);
  expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  expect(partsOf({ ...dots.options[0], counts: {} } as never, ["yes"])[0]?.share).toBe(0);
});

test("turnout is the part of those who could vote", () => {
  expect(turnout({ ballots: 6, eligible: 8 })).toBe(0.75);
  expect(turnout({ ballots: 0, eligible: 0 })).toBe(0);
});

describe("the verdict", () => {
  test("names what comes first", () => {
    expect(verdict(dots)).toBe("“Price” comes first.");
  });

  test("says that options are level", () => {
    const level = tally("ranked", [
      ["Price", 9, { "1": 2 }, 1],
      ["Speed", 9, { "1": 2 }, 1],
      ["Colour", 2, {}, 3],
    ]);
    expect(leaders(level)).toHaveLength(2);
    expect(verdict(level)).toBe("2 options are level: “Price” and “Speed”.");
    expect(verdict({ ...level, options: level.options.slice(0, 2) })).toBe(
      "All options are level.",
    );
  });

  test("names nobody's choice where nobody voted", () => {
    expect(verdict({ ...dots, ballots: 0 })).toBe("Nobody voted.");
    expect(leaders(tally("dots", [["Price", 0, { dots: 0, voters: 0 }, 1]]))).toEqual([]);
  });

  test("of yes and no counts both, and those who abstained", () => {
    expect(verdict(tally("yesno", [["Move", 2, { yes: 3, no: 1, abstain: 2 }, 1]]))).toBe(
      "Yes: 3 to 1, 2 abstained.",
    );
    expect(verdict(tally("yesno", [["Move", -1, { yes: 1, no: 2, abstain: 0 }, 1]]))).toBe(
      "No: 2 to 1.",
    );
    expect(verdict(tally("yesno", [["Move", 0, { yes: 2, no: 2 }, 1]]))).toBe(
      "Level: 2 yes and 2 no.",
    );
  });

  test("of consent is broken by one objection, whatever the majority", () => {
    const counts = { consent: 6, concern: 1, objection: 1, abstain: 0 };
    expect(verdict(tally("consent", [["Move", -1, counts, 1]]))).toBe(
      "No consent yet: 1 objection.",
    );
    expect(verdict(tally("consent", [["Move", 6, { ...counts, objection: 0 }, 1]]))).toBe(
      "Consent: nobody objects, with 1 concern to hear.",
    );
    const two = tally("consent", [
      ["Move", 6, { ...counts, objection: 0 }, 1],
      ["Stay", -1, counts, 2],
    ]);
    expect(verdict(two)).toBe("Consent to “Move”; there are objections to the rest.");
  });
});
