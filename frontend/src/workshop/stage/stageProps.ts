import type { Role } from "@/api";
import { type Activity, mayTakePart, type Session } from "../types";
import { GATHERING } from "../words";

/** What each kind of activity is shown from. */
export interface StageProps {
  session: Session;
  activity: Activity;
  me: { id: string };
  role: Role;
  /** Whether one facilitates this session oneself. */
  facilitating: boolean;
}

/** Where its notes, ballots and decisions are. */
export function placeOf({ session, activity }: Pick<StageProps, "session" | "activity">) {
  return { session: session.id, activity: activity.id };
}

/**
 * The activity whose notes this one works on, as the service finds it too: its own, the one that it
 * names, or the nearest earlier one, a brainstorm before any other.
 */
export function sourceOf(activity: Activity, activities: readonly Activity[]): Activity | null {
  if (GATHERING.includes(activity.kind)) return activity;
  const gathering = activities.filter(({ kind }) => GATHERING.includes(kind));
  const named = activity.settings.source;
  if (named !== null) return gathering.find(({ id }) => id === named) ?? null;
  const earlier = activities
    .slice(
      0,
      activities.findIndex(({ id }) => id === activity.id),
    )
    .filter((one) => gathering.includes(one));
  return earlier.findLast(({ kind }) => kind === "brainstorm") ?? earlier.at(-1) ?? null;
}

/** How many people of a session may write notes and vote. */
export function takingPart({ people }: Pick<Session, "people">): number {
  return people.filter(({ role }) => role !== null && mayTakePart(role)).length;
}
