import { sourceOf } from "../stage/stageProps";
import { type Activity, type Breakout, currentActivity, isLive, type Session } from "../types";
import { GATHERING } from "../words";

/** What a projector shows: never more than everyone in the room may know. */
export type Show =
  | { show: "nothing" }
  | { show: "welcome"; session: Session; next: Activity | null }
  | { show: "breakouts"; breakouts: Breakout[] }
  | { show: "writing"; activity: Activity }
  | { show: "notes"; activity: Activity; source: Activity }
  | { show: "voting"; activity: Activity }
  | { show: "result"; activity: Activity }
  | { show: "talking"; activity: Activity; vote: Activity | null }
  | { show: "end"; session: Session };

export function showOf(session: Session | null): Show {
  if (!session) return { show: "nothing" };
  if (session.state === "ended") return { show: "end", session };
  const activity = isLive(session) ? currentActivity(session) : null;
  const apart = session.breakouts.filter(({ state }) => state === "running");
  if (apart.length > 0) return { show: "breakouts", breakouts: apart };
  if (!activity) {
    const next = session.activities.find(({ state }) => state === "planned") ?? null;
    return { show: "welcome", session, next };
  }
  if (activity.kind === "vote") {
    return activity.result ? { show: "result", activity } : { show: "voting", activity };
  }
  if (activity.kind === "discuss" || activity.kind === "decide") {
    const at = session.activities.indexOf(activity);
    const vote =
      activity.kind === "decide"
        ? (session.activities.slice(0, at).findLast(({ result }) => result !== null) ?? null)
        : null;
    return { show: "talking", activity, vote };
  }
  const source = sourceOf(activity, session.activities);
  if (source?.progress.revealed) return { show: "notes", activity, source };
  return GATHERING.includes(activity.kind)
    ? { show: "writing", activity }
    : { show: "talking", activity, vote: null };
}

/** For how long a screen that is opened after the end still thanks. */
const THANKS_MS = 15 * 60_000;

/**
 * The session that a screen shows: the one that is on; once it has ended that one still, for its
 * thanks; else the next that is planned. `seen` is the last one that this screen saw live.
 */
export function shownOf(sessions: readonly Session[], seen: string | null): Session | null {
  const thanked = ({ id, state, ended_at, now }: Session) =>
    id === seen ||
    (state === "ended" && ended_at !== null && now - Date.parse(ended_at) < THANKS_MS);
  return (
    sessions.find(isLive) ??
    sessions.find(thanked) ??
    sessions.find(({ state }) => state === "planned") ??
    null
  );
}

/** How large notes are drawn: the fewer, the larger. In rem. */
export function noteSize(notes: readonly { text: string }[]): number {
  const letters = notes.reduce((sum, { text }) => sum + text.length + 30, 0);
  if (letters <= 220) return 1.6;
  if (letters <= 500) return 1.25;
  if (letters <= 1000) return 1.05;
  if (letters <= 2000) return 0.9;
  return 0.8;
}
