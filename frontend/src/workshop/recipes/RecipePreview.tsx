import type { ReactNode } from "react";
import { hasOpenEnd } from "../agenda/agenda";
import type { Recipe } from "../types";
import { minutesText, plural } from "../words";
import { RecipeSteps } from "./RecipeSteps";
import classes from "./Recipes.module.css";
import { recipeMinutes } from "./recipe";

/** A recipe: what it is for, how long it takes, and its steps. */
export function RecipePreview({ recipe, actions }: { recipe: Recipe; actions?: ReactNode }) {
  return (
    <article className={classes.preview} aria-label={recipe.title}>
      <header className={classes.previewHead}>
        <h3 className={classes.previewTitle}>{recipe.title}</h3>
        <p className={classes.previewFacts}>
          {recipeTime(recipe)} · {plural(recipe.activities.length, "step")}
        </p>
        {recipe.description !== "" && <p className={classes.previewText}>{recipe.description}</p>}
        {actions && <div className={classes.previewActions}>{actions}</div>}
      </header>
      <RecipeSteps steps={recipe.activities} />
    </article>
  );
}

/** “1 h 20 min”; “5 min or more” where a step has no limit. */
export function recipeTime(recipe: Recipe): string {
  const minutes = recipeMinutes(recipe);
  if (minutes <= 0) return "No limit of time";
  return hasOpenEnd(recipe.activities) ? `${minutesText(minutes)} or more` : minutesText(minutes);
}
