import { expect, test } from "vitest";
import type { Item } from "@/plan/types";
import type { Publication } from "./api";
import { partsOf, shownWords } from "./choice";

const item = (id: string, title: string, children: string[]) =>
  [id, { id, title, children } as unknown as Item] as const;
const plan = {
  roots: ["a", "c"],
  items: new Map([
    item("a", "Goal", ["b"]),
    item("b", "", ["d"]),
    item("c", "C", []),
    item("d", "D", []),
  ]),
};
const publication = (more: Partial<Publication>) => ({ drafts: false, ...more }) as Publication;

test("parts are the whole plan and whatever has something below it, in the plan's order", () => {
  expect(partsOf(plan, null).map(({ label }) => label)).toEqual([
    "The whole plan",
    "From “Goal” down",
    "From “Untitled” down",
  ]);
  expect(partsOf(plan, "c").map(({ value }) => value)).toEqual(["", "a", "b", "c"]);
});

test("what was chosen can be told apart though it is not there, or the plan is not at hand", () => {
  expect(partsOf(plan, "gone").at(-1)?.label).toBe("A part that is not there now");
  expect(partsOf(undefined, "a").at(-1)?.label).toBe("One part of it");
});

test("how much is shown is said in words", () => {
  expect(shownWords(publication({ shown: 0, items: 0 }))).toBe("The plan has no items yet.");
  expect(shownWords(publication({ shown: 3, items: 3 }))).toBe("Shows all 3 items.");
  expect(shownWords(publication({ shown: 1, items: 3 }))).toBe(
    "Shows 1 of 3 items; drafts are left out.",
  );
  expect(shownWords(publication({ shown: 1, items: 3, drafts: true }))).toBe("Shows 1 of 3 items.");
});
