import classes from "./Charts.module.css";
import { type Counts, WAYS } from "./types";
import { wayNames } from "./words";

/** Which colour is which way, and how much of each there was. */
export function Legend({ counts }: { counts: Counts }) {
  return (
    <ul className={classes.legend}>
      {WAYS.map((way) => (
        <li key={way} data-way={way}>
          <span className={classes.swatch} aria-hidden="true" />
          {wayNames[way]}
          <strong>{(counts[way] ?? 0).toLocaleString("en-GB")}</strong>
        </li>
      ))}
    </ul>
  );
}
