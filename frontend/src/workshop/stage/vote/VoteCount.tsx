import { plural } from "../../words";
import classes from "./VoteCount.module.css";

/** How many have voted; never who. */
export function VoteCount({
  ballots,
  people,
}: {
  ballots: number;
  /** Null: people vote in their own time, and nobody counts who could. */
  people: number | null;
}) {
  if (people === null) {
    return (
      <span className={classes.count} role="status">
        {ballots === 0
          ? "Nobody has voted yet"
          : `${plural(ballots, "person", "people")} ${ballots === 1 ? "has" : "have"} voted`}
      </span>
    );
  }
  const all = Math.max(people, ballots);
  return (
    <span className={classes.count} role="status">
      <span className={classes.meter} aria-hidden="true">
        <span style={{ width: `${all === 0 ? 0 : (ballots / all) * 100}%` }} />
      </span>
      {all === 0
        ? "Nobody has voted yet"
        : `${ballots} of ${plural(all, "person", "people")} ${ballots === 1 ? "has" : "have"} voted`}
    </span>
  );
}
