import type { CSSProperties } from "react";
import type { ResultOption } from "../../types";
import plane from "../vote/GridBallot.module.css";
import { percent, spread } from "../vote/grid";
import { Quadrants } from "../vote/Quadrants";
import { decimal } from "./numbers";
import classes from "./Results.module.css";

/** The options where the group puts them, on the mean of impact and effort. */
export function GridChart({
  options,
  first,
}: {
  options: readonly ResultOption[];
  first: ReadonlySet<string>;
}) {
  const places = options.map(({ counts }) =>
    (counts.ratings ?? 0) > 0 ? { impact: counts.impact ?? 0, effort: counts.effort ?? 0 } : null,
  );
  const apart = spread(places);
  return (
    <div className={plane.ballot}>
      <div className={plane.plane} aria-hidden="true">
        <Quadrants />
        {options.map(({ id, title }, index) => {
          const place = places[index];
          if (!place) return null;
          return (
            <span
              key={id}
              className={classes.point}
              data-first={first.has(id) || undefined}
              title={title}
              style={
                {
                  left: percent(place.effort),
                  bottom: percent(place.impact),
                  "--apart": apart[index],
                } as CSSProperties
              }
            >
              {index + 1}
            </span>
          );
        })}
      </div>
      <ol className={classes.points}>
        {options.map(({ id, title, counts }, index) => (
          <li key={id} data-first={first.has(id) || undefined}>
            <span className={classes.number} aria-hidden="true">
              {index + 1}
            </span>
            <span className={classes.label}>{title}</span>
            <span className={classes.value}>
              {places[index]
                ? `Impact ${decimal(counts.impact ?? 0)} · Effort ${decimal(counts.effort ?? 0)}`
                : "Not placed"}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
