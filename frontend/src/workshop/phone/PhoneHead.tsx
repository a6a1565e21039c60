import { IconCloudOff, IconPlayerPause } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useAnnounce } from "@/board/announce";
import { useConnection } from "@/session";
import { useDelay } from "@/ui";
import { timerLook, timerNews } from "../bar/timing";
import { clockText, clockWords } from "../remaining";
import { stepOf } from "../room/present";
import type { Activity, Breakout, Session } from "../types";
import { useRemaining } from "../useClock";
import classes from "./PhoneHead.module.css";
import type { Scene } from "./scene";

export function PhoneHead({ session, scene }: { session: Session; scene: Scene }) {
  const step = stepOf(session);
  const timed =
    scene.show === "breakout" ? scene.breakout : scene.show === "activity" ? scene.activity : null;
  return (
    <header className={classes.head}>
      <div className={classes.bar}>
        <div className={classes.names}>
          <h1 className={classes.title}>{session.title}</h1>
          <span className={classes.step}>
            {scene.show === "breakout"
              ? scene.breakout.title
              : step
                ? `Step ${step.at} of ${step.of}`
                : "Waiting"}
          </span>
        </div>
        {timed && <Timer key={timed.id} of={timed} />}
      </div>
      <ConnectionNote />
    </header>
  );
}

function Timer({ of }: { of: Pick<Activity | Breakout, "timer" | "minutes"> }) {
  const announce = useAnnounce();
  const left = useRemaining(of);
  const look = timerLook(left);
  const before = useRef(look);
  useEffect(() => {
    // No sound: a room of phones would make a noise.
    if (timerNews(before.current, look) === "over") announce("The time is up.");
    before.current = look;
  }, [look, announce]);
  if (!left || look === "none") return null;
  return (
    <div
      role="timer"
      className={classes.timer}
      data-look={look}
      data-seconds={left.seconds}
      aria-label={look === "over" ? "Time is up" : `${clockWords(left.seconds)} left`}
    >
      {look === "paused" && <IconPlayerPause size={16} aria-hidden="true" />}
      <span aria-hidden="true">{look === "over" ? "Time is up" : clockText(left.seconds)}</span>
      <span
        className={classes.track}
        style={{ transform: `scaleX(${left.fraction})` }}
        aria-hidden="true"
      />
    </div>
  );
}

/** Told only where something is amiss: a good connection is no news. */
function ConnectionNote() {
  const { state, reason } = useConnection();
  const late = useDelay(1500);
  const words =
    state === "offline"
      ? (reason ?? "No connection. What you write is kept here, and sent when you are back.")
      : state === "refused"
        ? (reason ?? "The server does not let you in any more.")
        : state === "connecting" && late
          ? "Connecting…"
          : null;
  return (
    <div role="status" data-connection={state} className={classes.status}>
      {words && (
        <p className={classes.away} data-quiet={state === "connecting" || undefined}>
          {state !== "connecting" && <IconCloudOff size={16} aria-hidden="true" />}
          {words}
        </p>
      )}
    </div>
  );
}
