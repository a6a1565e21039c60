import type { Activity } from "../types";
import classes from "./Agenda.module.css";

/** How the time is spread over the agenda, at a glance. The same is told in words beside it. */
export function TimeBar({
  activities,
  selected,
}: {
  activities: readonly Activity[];
  selected: string | null;
}) {
  if (activities.length < 2) return null;
  return (
    <div className={classes.timeBar} aria-hidden="true">
      {activities.map(({ id, minutes, state }) => (
        <span
          key={id}
          className={classes.time}
          style={{ flexGrow: Math.max(minutes, 1) }}
          data-state={state}
          data-selected={id === selected || undefined}
        />
      ))}
    </div>
  );
}
