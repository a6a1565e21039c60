import { expect, test } from "vitest";
import { accept, type Group, loose, place, stillOpen } from "./arrange";

const groups: readonly Group[] = [
  { id: "g1", title: "Price", notes: ["a", "b"] },
  { id: "g2", title: "Speed", notes: ["c"] },
];

test("a note is in one group at most", () => {
  const moved = place(groups, "a", "g2");
  expect(moved.map(({ notes }) => notes)).toEqual([["b"], ["c", "a"]]);
  expect(place(moved, "a", null).map(({ notes }) => notes)).toEqual([["b"], ["c"]]);
});

test("a group that a move does not touch stays the same object", () => {
  const moved = place(groups, "d", "g2");
  expect(moved[0]).toBe(groups[0]);
  expect(moved[1]?.notes).toEqual(["c", "d"]);
});

test("what is in no group is loose, in the order of the notes", () => {
  expect(loose(["e", "a", "d", "c"], groups)).toEqual(["e", "d"]);
});

test("an accepted suggestion takes no note away from where somebody put it", () => {
  const suggested = { id: "s1", title: "Cost", notes: ["a", "d", "e"] };
  expect(accept(groups, suggested)?.at(-1)).toEqual({ ...suggested, notes: ["d", "e"] });
  expect(accept(groups, { ...suggested, notes: ["a", "d"] })).toBeNull();
});

test("a suggestion goes once its notes are sorted", () => {
  const suggested = [
    { id: "s1", title: "Cost", notes: ["a", "d", "e"] },
    { id: "s2", title: "Time", notes: ["c", "f"] },
    { id: "s3", title: "Team", notes: ["g", "h"] },
  ];
  const open = stillOpen(suggested, groups);
  expect(open.map(({ id, notes }) => [id, notes])).toEqual([
    ["s1", ["d", "e"]],
    ["s3", ["g", "h"]],
  ]);
  expect(open[1]).toBe(suggested[2]);
});
