import { IconAlertTriangle, IconCheck, IconCloudOff, IconLoader2 } from "@tabler/icons-react";
import { explain } from "@/api";
import type { BallotState } from "./BallotSaver";
import classes from "./BallotStatus.module.css";

/** Whether one's ballot is counted as it shows; told as it is. */
export function BallotStatus({ state, voted }: { state: BallotState; voted: boolean }) {
  switch (state.step) {
    case "saving":
      return (
        <span className={classes.status} data-ballot="saving" role="status">
          <IconLoader2 size={16} className={classes.turning} aria-hidden="true" />
          Saving your vote…
        </span>
      );
    case "waiting":
      return (
        <span className={classes.status} data-ballot="waiting" data-tone="warning" role="status">
          <IconCloudOff size={16} aria-hidden="true" />
          No connection: your vote is not saved yet. It goes by itself.
        </span>
      );
    case "refused": {
      const { title, detail } = explain(state.reason);
      return (
        <span className={classes.status} data-ballot="refused" data-tone="danger" role="alert">
          <IconAlertTriangle size={16} aria-hidden="true" />
          Not counted: {detail || title}
        </span>
      );
    }
    default:
      return (
        <span className={classes.status} data-ballot={voted ? "saved" : "empty"} role="status">
          {voted ? (
            <>
              <IconCheck size={16} className={classes.done} aria-hidden="true" />
              Saved. You can change it until the vote is closed.
            </>
          ) : (
            "You have not voted yet. Your vote is secret."
          )}
        </span>
      );
  }
}
