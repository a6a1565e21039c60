import { totalMinutes } from "../agenda/agenda";
import type { Recipe } from "../types";

/** The guided first session, as the service names it. */
const GUIDED = "first-session";

/** The recipe that leads a group through its first plan, where there is one. */
export function guidedRecipe(recipes: readonly Recipe[] | undefined): Recipe | null {
  return recipes?.find((recipe) => isGuided(recipe)) ?? null;
}

export function isGuided({ builtin, id }: Pick<Recipe, "builtin" | "id">): boolean {
  return builtin && id === GUIDED;
}

/** How long all steps of a recipe take. */
export function recipeMinutes({ activities }: Pick<Recipe, "activities">): number {
  return totalMinutes(activities);
}

/** The workspace's own and those that come with Planhall, the guided one first. */
export function sorted(recipes: readonly Recipe[]): { own: Recipe[]; builtin: Recipe[] } {
  const builtin = recipes.filter((recipe) => recipe.builtin);
  return {
    own: recipes.filter((recipe) => !recipe.builtin),
    builtin: [
      ...builtin.filter((recipe) => isGuided(recipe)),
      ...builtin.filter((recipe) => !isGuided(recipe)),
    ],
  };
}
