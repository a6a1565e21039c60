import { expect, test } from "vitest";
import type { ActivityDraft, Recipe } from "../types";
import { guidedRecipe, recipeMinutes, sorted } from "./recipe";

const step = (minutes: number): ActivityDraft => ({
  kind: "brainstorm",
  title: "Write",
  instructions: "",
  minutes,
  settings: {},
});
const recipe = (given: Partial<Recipe>): Recipe => ({
  id: given.title ?? "r",
  title: "Recipe",
  description: "",
  builtin: true,
  workspace: null,
  activities: [step(5), step(0), step(10)],
  ...given,
});

test("the guided session stands first, and is nobody's copy of it", () => {
  const own = recipe({ id: "first-session", builtin: false, workspace: "w" });
  const dots = recipe({ title: "Dot vote" });
  const guided = recipe({ id: "first-session", title: "Your first plan" });
  expect(guidedRecipe([own, dots, guided])).toBe(guided);
  expect(guidedRecipe([own, dots])).toBeNull();
  expect(guidedRecipe(undefined)).toBeNull();
  expect(sorted([own, dots, guided])).toEqual({ own: [own], builtin: [guided, dots] });
});

test("a recipe takes as long as its steps", () => {
  expect(recipeMinutes(recipe({}))).toBe(15);
});
