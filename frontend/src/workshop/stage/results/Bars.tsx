import { IconTrophy } from "@tabler/icons-react";
import type { VoteResult } from "../../types";
import { barOf, scoreWords } from "./numbers";
import classes from "./Results.module.css";

/** A bar for each option, the longest first. */
export function Bars({
  result,
  highest,
  first,
}: {
  result: VoteResult;
  highest: number;
  first: ReadonlySet<string>;
}) {
  return (
    <ol className={classes.bars}>
      {result.options.map((option) => (
        <li key={option.id} className={classes.bar} data-first={first.has(option.id) || undefined}>
          <span className={classes.label}>
            {first.has(option.id) && <IconTrophy size={15} aria-label="First" role="img" />}
            {option.title}
          </span>
          <span className={classes.value}>{scoreWords(result.method, option)}</span>
          <span className={classes.track} aria-hidden="true">
            <span style={{ width: `${barOf(result, option, highest) * 100}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
