import { Select } from "@mantine/core";
import { sourceOf } from "../stage/stageProps";
import type { Activity } from "../types";
import { sourcesFor } from "./agenda";
import classes from "./Fields.module.css";

const NEAREST = "nearest";

/** Which earlier activity's notes are grouped or voted on. */
export function SourceField({
  label,
  activity,
  activities,
  readOnly,
  otherwise,
  onChange,
}: {
  label: string;
  activity: Activity;
  activities: readonly Activity[];
  readOnly: boolean;
  /** What it works on where there are no notes before it. */
  otherwise: string | null;
  onChange(source: string | null): void;
}) {
  const sources = sourcesFor(activity, activities);
  const named = activity.settings.source;
  const gone = named !== null && !sources.some(({ id }) => id === named);
  const nearest = sourceOf(
    { ...activity, settings: { ...activity.settings, source: null } },
    activities,
  );
  const usual = nearest
    ? `The nearest before: ${nearest.title}`
    : otherwise
      ? `None before: ${otherwise}`
      : "None before it yet";
  return (
    <>
      <Select
        label={label}
        readOnly={readOnly}
        value={named ?? NEAREST}
        data={[
          { value: NEAREST, label: usual },
          ...sources.map(({ id, title }) => ({ value: id, label: title })),
          ...(gone ? [{ value: named, label: "An activity that is not before it any more" }] : []),
        ]}
        onChange={(value) => value !== null && onChange(value === NEAREST ? null : value)}
      />
      {gone ? (
        <p className={classes.warning}>
          What it was to take its ideas from is not before it any more. Choose another one.
        </p>
      ) : (
        nearest === null &&
        sources.length === 0 &&
        otherwise === null && (
          <p className={classes.warning}>
            Nothing before it gathers ideas. Add a brainstorm before it
            {activity.kind === "vote" ? ", or write the options by hand" : ""}.
          </p>
        )
      )}
    </>
  );
}
