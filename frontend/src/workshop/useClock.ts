import { useEffect, useState } from "react";
import { askTime } from "./api/rest";
import { ServerClock } from "./clock";
import { type Remaining, remainingAt, untilNextSecond } from "./remaining";
import type { Activity } from "./types";

const AGAIN_MS = 60_000;
const clock = new ServerClock({
  ask: askTime,
  steady: () => performance.now(),
  wall: () => Date.now(),
});

let users = 0;
let stop: (() => void) | null = null;

/** Samples now, each minute, and when the page is seen again or the network is back. */
function keepSampling(): () => void {
  const again = () => {
    if (document.visibilityState === "visible") void clock.sample();
  };
  again();
  const timer = setInterval(again, AGAIN_MS);
  document.addEventListener("visibilitychange", again);
  window.addEventListener("online", again);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", again);
    window.removeEventListener("online", again);
  };
}

/** The service's clock; kept in step for as long as somebody uses it. */
export function useServerClock(): ServerClock {
  useEffect(() => {
    users += 1;
    stop ??= keepSampling();
    return () => {
      users -= 1;
      if (users === 0) {
        stop?.();
        stop = null;
      }
    };
  }, []);
  return clock;
}

/** The one clock, for what is no component. */
export const serverClock = clock;

/**
 * What is left of an activity's time. Renders again at each second of the server, and when the timer
 * or the estimate of the clock changes.
 */
export function useRemaining(
  activity: Pick<Activity, "timer" | "minutes"> | null | undefined,
): Remaining | null {
  const clock = useServerClock();
  const timer = activity?.timer;
  const endsAt = timer?.running ? timer.ends_at : null;
  const [, setTick] = useState(0);
  useEffect(() => {
    if (endsAt === null || endsAt === undefined) return;
    let timeout: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timeout);
      timeout = setTimeout(
        () => {
          setTick((tick) => tick + 1);
          wait();
        },
        // A timer may fire a little early; the second it shows must be the next one then.
        untilNextSecond(endsAt - clock.now()) + 2,
      );
    };
    wait();
    const changed = () => {
      setTick((tick) => tick + 1);
      wait();
    };
    const ignore = clock.subscribe(changed);
    document.addEventListener("visibilitychange", changed);
    return () => {
      clearTimeout(timeout);
      ignore();
      document.removeEventListener("visibilitychange", changed);
    };
  }, [endsAt, clock]);
  return activity ? remainingAt(activity, clock.now()) : null;
}

/** Server milliseconds, told anew every so often. */
export function useServerNow(everyMs: number): number {
  const clock = useServerClock();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const tick = () => setNow(clock.now());
    const timer = setInterval(tick, everyMs);
    const ignore = clock.subscribe(tick);
    return () => {
      clearInterval(timer);
      ignore();
    };
  }, [clock, everyMs]);
  return now;
}
