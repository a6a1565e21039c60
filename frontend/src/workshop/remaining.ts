import type { Activity, ActivityTimer } from "./types";

export interface Remaining {
  /** Milliseconds until the time is up; negative once it is. */
  ms: number;
  /** What a screen shows: whole seconds, rounded up, never below 0. */
  seconds: number;
  running: boolean;
  /** False: there is no limit of time; the rest says nothing then. */
  limited: boolean;
  /** The time is up (also where the timer stands still at 0). */
  over: boolean;
  /** How much of the planned time is left, from 1 to 0. */
  fraction: number;
}

/** What is left on a timer at a server time. */
export function remainingAt(
  { timer, minutes }: { timer: ActivityTimer; minutes: number },
  serverNow: number,
): Remaining {
  const ms = timer.ends_at === null ? timer.remaining_ms : timer.ends_at - serverNow;
  const planned = Math.max(minutes * 60_000, ms, 1);
  return {
    ms,
    seconds: Math.max(0, Math.ceil(ms / 1000)),
    running: timer.running,
    limited: timer.limited,
    over: timer.limited && ms <= 0,
    fraction: Math.min(1, Math.max(0, ms / planned)),
  };
}

/** Milliseconds until the shown second changes. At the boundary itself a whole second is left. */
export function untilNextSecond(ms: number): number {
  const part = ((ms % 1000) + 1000) % 1000;
  return part === 0 ? 1000 : part;
}

/** “4:05”, “1:02:09”. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

/** “4 minutes 5 seconds”, for those who hear it. */
export function clockWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.floor(seconds % 60);
  const parts = [];
  if (minutes > 0) parts.push(`${minutes} ${minutes === 1 ? "minute" : "minutes"}`);
  if (rest > 0 || minutes === 0) parts.push(`${rest} ${rest === 1 ? "second" : "seconds"}`);
  return parts.join(" ");
}

/** The minutes of an agenda that are still to come, those of what is on included. */
export function minutesLeft(
  activities: readonly Pick<Activity, "state" | "minutes" | "timer">[],
  serverNow: number,
): number {
  return activities.reduce((sum, activity) => {
    if (activity.state === "done") return sum;
    if (activity.state === "planned") return sum + activity.minutes;
    return sum + Math.max(0, remainingAt(activity, serverNow).ms) / 60_000;
  }, 0);
}
