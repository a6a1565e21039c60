import classes from "./GridBallot.module.css";

/** The four fields of an impact and effort grid with their names, and its sides. */
export function Quadrants() {
  return (
    <div aria-hidden="true">
      <span className={classes.field} data-at="top-left">
        Quick wins
      </span>
      <span className={classes.field} data-at="top-right">
        Big steps
      </span>
      <span className={classes.field} data-at="bottom-left">
        Small steps
      </span>
      <span className={classes.field} data-at="bottom-right">
        Think again
      </span>
      <span className={classes.side} data-side="impact">
        Impact →
      </span>
      <span className={classes.side} data-side="effort">
        Effort →
      </span>
    </div>
  );
}
