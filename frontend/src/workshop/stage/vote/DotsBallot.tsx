import { IconMinus, IconPlus } from "@tabler/icons-react";
import classes from "./Ballot.module.css";
import { addDot, type DotRules, dotsUsed, mayAddDot, numberOf, removeDot } from "./ballot";
import type { BallotProps } from "./options";

/** A budget of dots, to spread over the options or heap on one. */
export function DotsBallot({
  options,
  choices,
  readOnly,
  onEdit,
  rules,
}: BallotProps & { rules: DotRules }) {
  const { budget } = rules;
  const left = Math.max(0, budget - dotsUsed(choices));
  return (
    <>
      <div className={classes.budget}>
        <span className={classes.dots} aria-hidden="true">
          {Array.from({ length: budget }, (_, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: dots have nothing else to be known by
              key={index}
              className={classes.dot}
              data-set={index < left || undefined}
              data-spent={index >= left || undefined}
            />
          ))}
        </span>
        <span role="status">
          <strong>{left}</strong> of {budget} {budget === 1 ? "dot" : "dots"} left
        </span>
      </div>
      <ul className={classes.list}>
        {options.map(({ id, title }) => {
          const dots = numberOf(choices, id);
          return (
            <li key={id} className={classes.option} data-chosen={dots > 0 || undefined}>
              <span className={classes.title}>{title}</span>
              {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a box in the row */}
              <span className={classes.stepper} role="group" aria-label={`Dots on ${title}`}>
                {/* Not disabled: a button that one has just pressed must not lose the focus. */}
                <button
                  type="button"
                  className={classes.step}
                  aria-label={`One dot less on ${title}`}
                  aria-disabled={readOnly || dots === 0}
                  onClick={() => {
                    if (!readOnly) onEdit((now) => removeDot(now, id));
                  }}
                >
                  <IconMinus size={16} />
                </button>
                <span className={classes.count} data-none={dots === 0 || undefined}>
                  {dots}
                </span>
                <button
                  type="button"
                  className={classes.step}
                  aria-label={`One more dot on ${title}`}
                  aria-disabled={readOnly || !mayAddDot(choices, id, rules)}
                  onClick={() => {
                    if (!readOnly) onEdit((now) => addDot(now, id, rules));
                  }}
                >
                  <IconPlus size={16} />
                </button>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
