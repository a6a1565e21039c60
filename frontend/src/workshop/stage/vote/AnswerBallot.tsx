import { IconX, type TablerIcon } from "@tabler/icons-react";
import { useId } from "react";
import type { Choice } from "../../types";
import classes from "./Ballot.module.css";
import { choose } from "./ballot";
import type { BallotProps } from "./options";

/** One answer that can be given to an option. */
export interface Answer {
  value: Exclude<Choice, object>;
  label: string;
  Icon?: TablerIcon;
  tone?: "success" | "warning" | "danger" | "neutral";
}

/** One answer to each option, out of a few: a score, yes or no, consent. */
export function AnswerBallot({
  options,
  choices,
  readOnly,
  onEdit,
  answers,
}: BallotProps & { answers: readonly Answer[] }) {
  const name = useId();
  return (
    <ul className={classes.list}>
      {options.map(({ id, title }) => (
        <li
          key={id}
          className={classes.option}
          data-wrap
          data-chosen={choices[id] !== undefined || undefined}
        >
          <span className={classes.title} id={`${name}-${id}`}>
            {title}
          </span>
          <fieldset
            className={classes.answers}
            aria-labelledby={`${name}-${id}`}
            disabled={readOnly}
          >
            {answers.map(({ value, label, Icon, tone }) => (
              <label
                key={value}
                className={classes.answer}
                data-tone={tone}
                data-short={typeof value === "number" || undefined}
              >
                <input
                  type="radio"
                  name={`${name}-${id}`}
                  checked={choices[id] === value}
                  onChange={() => onEdit((now) => choose(now, id, value))}
                />
                <span className={classes.face}>
                  {Icon && <Icon size={16} aria-hidden="true" />}
                  {label}
                </span>
              </label>
            ))}
            {choices[id] !== undefined && !readOnly && (
              <button
                type="button"
                className={classes.back}
                aria-label={`Take back your answer to ${title}`}
                title="Take back"
                onClick={() => onEdit((now) => choose(now, id, null))}
              >
                <IconX size={15} />
              </button>
            )}
          </fieldset>
        </li>
      ))}
    </ul>
  );
}
