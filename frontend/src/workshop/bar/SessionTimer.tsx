import { ActionIcon, Tooltip } from "@mantine/core";
import {
  IconArrowsSplit2,
  IconBell,
  IconBellOff,
  IconPlayerPauseFilled,
} from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { clockText, clockWords, type Remaining } from "../remaining";
import classes from "./SessionTimer.module.css";
import { setSound, useSoundOn } from "./sound";
import { timerLook } from "./timing";

/** What is left of the time, and whether its end is to be heard. */
export function SessionTimer({
  left,
  apart,
}: {
  left: Remaining | null;
  /** It is the time of breakouts, not of what everyone does. */
  apart: boolean;
}) {
  const look = timerLook(left);
  const sound = useSoundOn();
  if (!left || look === "none") return null;
  const words =
    look === "over"
      ? "The time is up"
      : `${clockWords(left.seconds)} left${look === "paused" ? ", paused" : ""}`;
  return (
    <div
      className={classes.root}
      data-look={look}
      style={{ "--left": left.fraction } as CSSProperties}
    >
      <div
        role="timer"
        aria-label={`${apart ? "Breakouts" : "Activity"}: ${words}`}
        title={apart ? "Time of the breakouts" : undefined}
        className={classes.clock}
        data-seconds={left.seconds}
      >
        {apart && <IconArrowsSplit2 size={16} stroke={1.75} aria-hidden="true" />}
        {look === "paused" && <IconPlayerPauseFilled size={13} aria-hidden="true" />}
        <span className={classes.figures} aria-hidden="true">
          {look === "over" ? "Time is up" : clockText(left.seconds)}
        </span>
      </div>
      <span className={classes.line} aria-hidden="true" />
      <Tooltip label={sound ? "Sound at the end: on" : "Sound at the end: off"}>
        <ActionIcon
          size={26}
          className={classes.sound}
          aria-label="Sound when the time is up"
          aria-pressed={sound}
          onClick={() => setSound(!sound)}
        >
          {sound ? (
            <IconBell size={15} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconBellOff size={15} stroke={1.75} aria-hidden="true" />
          )}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
