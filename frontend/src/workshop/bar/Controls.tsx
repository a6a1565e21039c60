import { ActionIcon, Button, Tooltip } from "@mantine/core";
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerTrackNextFilled,
  IconSquareFilled,
} from "@tabler/icons-react";
import { telling } from "@/app/telling";
import type { RunCommand } from "../api";
import { useRun } from "../api";
import { nextActivity, stepOf } from "../room/present";
import type { Activity, Session } from "../types";
import classes from "./Controls.module.css";
import { confirmEnd } from "./confirmEnd";

/** What the facilitator does with the session: pause, give more time, go on, end. */
export function Controls({ session, activity }: { session: Session; activity: Activity | null }) {
  const run = useRun(session.id);
  const does = (command: RunCommand) =>
    void telling(run.mutateAsync(command), { failed: failures[command.do] });
  const paused = session.state === "paused";
  const next = nextActivity(session);
  const first = (stepOf(session)?.at ?? 1) <= 1;
  const limited = activity?.timer.limited ?? false;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together are no fieldset
    <div className={classes.controls} role="group" aria-label="Run the session">
      <Tooltip label="Back to the activity before">
        <ActionIcon
          size={34}
          aria-label="Back"
          aria-disabled={first}
          className={classes.quiet}
          onClick={() => !first && does({ do: "back" })}
        >
          <IconPlayerSkipBackFilled size={15} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={paused ? "Go on" : "Pause: the time stands still"}>
        <ActionIcon
          size={34}
          variant={paused ? "filled" : "subtle"}
          color={paused ? "pine" : "gray"}
          aria-label={paused ? "Resume" : "Pause"}
          onClick={() => does({ do: paused ? "resume" : "pause" })}
        >
          {paused ? (
            <IconPlayerPlayFilled size={16} aria-hidden="true" />
          ) : (
            <IconPlayerPauseFilled size={16} aria-hidden="true" />
          )}
        </ActionIcon>
      </Tooltip>
      {limited && (
        <span className={classes.more}>
          {[1, 5].map((minutes) => (
            <Button
              key={minutes}
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={`${minutes} more ${minutes === 1 ? "minute" : "minutes"}`}
              title={`${minutes} more ${minutes === 1 ? "minute" : "minutes"}`}
              onClick={() => does({ do: "extend", minutes })}
            >
              +{minutes}
            </Button>
          ))}
        </span>
      )}
      {next ? (
        <Tooltip label={`Next: ${next.title}`}>
          <Button
            size="compact-md"
            className={classes.next}
            rightSection={<IconPlayerTrackNextFilled size={13} aria-hidden="true" />}
            loading={run.isPending && run.variables?.do === "next"}
            onClick={() => does({ do: "next" })}
          >
            Next
          </Button>
        </Tooltip>
      ) : (
        <Button
          size="compact-md"
          variant="default"
          className={classes.next}
          leftSection={<IconSquareFilled size={11} aria-hidden="true" />}
          onClick={() => confirmEnd(session, () => does({ do: "end" }))}
        >
          End session
        </Button>
      )}
    </div>
  );
}

const failures: Record<RunCommand["do"], string> = {
  start: "The session did not start",
  pause: "The session was not paused",
  resume: "The session did not go on",
  next: "The activity did not change",
  back: "The activity did not change",
  go: "The activity did not change",
  extend: "The time was not extended",
  end: "The session did not end",
};
