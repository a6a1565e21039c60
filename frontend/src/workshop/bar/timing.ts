import type { Remaining } from "../remaining";

/** From so many seconds on, the end is near. */
export const SOON_SECONDS = 30;

/** How a timer looks. */
export type TimerLook =
  /** There is no limit of time. */
  | "none"
  | "calm"
  /** The end is near. */
  | "soon"
  | "over"
  | "paused";

export function timerLook(left: Remaining | null): TimerLook {
  if (!left?.limited) return "none";
  if (left.over) return "over";
  if (!left.running) return "paused";
  return left.seconds <= SOON_SECONDS ? "soon" : "calm";
}

/** What changed on a timer from one look at it to the next that is worth telling. */
export function timerNews(before: TimerLook, now: TimerLook): "soon" | "over" | null {
  if (before === now) return null;
  // Only what one saw coming: who opens the board later is shown it, and not startled by it.
  if (now === "over" && (before === "soon" || before === "calm")) return "over";
  if (now === "soon" && before === "calm") return "soon";
  return null;
}
