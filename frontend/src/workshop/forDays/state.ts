import { type Activity, isLive, type Session } from "../types";
import { GATHERING, plural } from "../words";

const DAY = 24 * 3_600_000;
/** How long what came of an activity is told of on the board. */
export const TOLD_FOR = 7 * DAY;

/** An activity that was opened for days, with its session. */
export interface ForDays {
  session: Session;
  activity: Activity;
}

/** Whether people can take part in it in their own time now. */
export function isOpen({ closes_at, progress }: Activity, now: number): boolean {
  return (
    closes_at !== null && !progress.closed && !progress.revealed && Date.parse(closes_at) > now
  );
}

/** Whether an activity can be opened for days, or be given another time. */
export function canOpen({ kind, closes_at, progress }: Activity, session: Session): boolean {
  if (progress.revealed || (kind === "vote" && progress.closed)) return false;
  if (kind !== "vote" && !GATHERING.includes(kind)) return false;
  return session.state !== "ended" || closes_at !== null;
}

/** “4 people took part”; nothing says who. */
export function tookPart({ kind, progress }: Activity): string {
  const count = kind === "vote" ? progress.ballots : progress.people_with_notes;
  if (count === 0) return kind === "vote" ? "nobody has voted yet" : "nobody has written yet";
  return `${plural(count, "person", "people")} took part`;
}

/** What is open on a board, what closes first before the others. */
export function openOn(sessions: readonly Session[], now: number): ForDays[] {
  return all(sessions)
    .filter(({ activity }) => isOpen(activity, now))
    .sort((one, other) => closing(one) - closing(other));
}

/**
 * What has closed of late and waits: for who facilitates to reveal it, for everyone to see what came
 * of it. What is on in a live session is told there.
 */
export function closedOn(sessions: readonly Session[], now: number, me: string): ForDays[] {
  return all(sessions)
    .filter(({ session, activity }) => {
      if (isOpen(activity, now) || closing({ session, activity }) < now - TOLD_FOR) return false;
      if (isLive(session) && session.current === activity.id) return false;
      if (activity.kind === "vote") return activity.result !== null;
      return activity.progress.revealed || session.facilitator?.id === me;
    })
    .sort((one, other) => closing(other) - closing(one));
}

function all(sessions: readonly Session[]): ForDays[] {
  return sessions.flatMap((session) =>
    session.activities
      .filter(({ closes_at }) => closes_at !== null)
      .map((activity) => ({ session, activity })),
  );
}

function closing({ activity }: ForDays): number {
  return Date.parse(activity.closes_at ?? "");
}
