import { ActivityIcon } from "../ActivityIcon";
import { stepWords } from "../agenda/agenda";
import type { ActivityDraft } from "../types";
import { minutesText } from "../words";
import classes from "./Recipes.module.css";

/** What one does in a recipe, step by step. */
export function RecipeSteps({ steps }: { steps: readonly ActivityDraft[] }) {
  return (
    <ol className={classes.steps} aria-label="Steps">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps of a recipe never change places here
        <li key={index} className={classes.step}>
          <span className={classes.stepIcon} aria-hidden="true">
            <ActivityIcon kind={step.kind} size={15} />
          </span>
          <span className={classes.stepWords}>
            <span className={classes.stepTitle}>{step.title}</span>
            <span className={classes.stepKind}>{stepWords(step)}</span>
            {step.instructions !== "" && (
              <span className={classes.stepText}>{step.instructions}</span>
            )}
          </span>
          <span className={classes.stepTime}>{minutesText(step.minutes)}</span>
        </li>
      ))}
    </ol>
  );
}
