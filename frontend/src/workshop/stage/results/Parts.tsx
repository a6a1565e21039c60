import type { ResultOption } from "../../types";
import type { Answer } from "../vote/AnswerBallot";
import { partsOf } from "./numbers";
import classes from "./Results.module.css";

/** The answers to each option as parts of one bar. */
export function Parts({
  options,
  answers,
}: {
  options: readonly ResultOption[];
  answers: readonly Answer[];
}) {
  const values = answers.map(({ value }) => String(value));
  return (
    <ul className={classes.bars}>
      {options.map((option) => (
        <li key={option.id} className={classes.bar}>
          <span className={classes.label}>{option.title}</span>
          <span className={classes.stack} aria-hidden="true">
            {partsOf(option, values).map(({ answer, share, count }, index) =>
              count === 0 ? null : (
                <span
                  key={answer}
                  className={classes.part}
                  data-tone={answers[index]?.tone}
                  style={{ flexGrow: share }}
                >
                  {count}
                </span>
              ),
            )}
          </span>
          <span className={classes.legend}>
            {partsOf(option, values).map(({ answer, count }, index) => {
              const one = answers[index];
              return (
                <span key={answer} className={classes.key} data-tone={one?.tone}>
                  {one?.Icon && <one.Icon size={14} aria-hidden="true" />}
                  {PLURAL[answer] ?? one?.label} <strong>{count}</strong>
                </span>
              );
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What an answer is called where it is counted. */
export const PLURAL: Readonly<Record<string, string>> = {
  yes: "Yes",
  no: "No",
  abstain: "Abstain",
  consent: "Agree",
  concern: "Concerns",
  objection: "Objections",
};
