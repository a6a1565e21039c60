import { expect, test } from "vitest";
import { inGroups } from "./inGroups";

const notes = [{ id: "n1" }, { id: "n2" }, { id: "n3" }];

test("notes stand in their groups, the loose ones last, none of them twice", () => {
  const groups = inGroups(notes, [
    { id: "g1", title: "Buses", notes: ["n3", "gone"] },
    { id: "g2", title: "Empty", notes: [] },
  ]);
  expect(groups.map(({ title, notes }) => [title, notes.map(({ id }) => id)])).toEqual([
    ["Buses", ["n3"]],
    ["In no group", ["n1", "n2"]],
  ]);
});

test("without groups they are all notes", () => {
  expect(inGroups(notes, [])).toEqual([{ id: "", title: "All notes", notes }]);
  expect(inGroups([], [])).toEqual([]);
});
