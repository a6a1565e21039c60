import { VisuallyHidden } from "@mantine/core";
import type { Person } from "@/api";
import { RelativeTime } from "@/ui";
import classes from "./ChangeLine.module.css";
import type { Change } from "./types";
import { changeWords } from "./words";

/** One change: what, by whom and when, what was there and what is. */
export function ChangeLine({
  change,
  ofPlan,
  people,
}: {
  change: Change;
  ofPlan: boolean;
  /** Everyone who may have made it; null where it is said already by whom it is. */
  people: readonly Person[] | null;
}) {
  const { label, before, after } = changeWords(change, ofPlan);
  const names = people
    ?.filter(({ id }) => change.people.includes(id))
    .map(({ name }) => name)
    .join(", ");
  return (
    <li className={classes.change} data-what={change.what}>
      <p className={classes.line}>
        <strong>{label}</strong>
        {names && <span> by {names}</span>}
        {change.at && (
          <span className={classes.when}>
            {" "}
            <RelativeTime at={change.at} />
          </span>
        )}
      </p>
      {before !== null && (
        <p className={classes.before}>
          <VisuallyHidden>Before: </VisuallyHidden>
          <del>{before}</del>
        </p>
      )}
      {after !== null && (
        <p className={classes.after}>
          <VisuallyHidden>Now: </VisuallyHidden>
          <ins>{after}</ins>
        </p>
      )}
    </li>
  );
}
