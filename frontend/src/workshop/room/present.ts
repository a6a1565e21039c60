import type { Role } from "@/api";
import type { AvatarPerson } from "@/ui";
import type { Activity, Session } from "../types";

/** A session that is on, as one is in it oneself. */
export interface Present {
  session: Session;
  /** The activity that is on; null before the first one and where there is none. */
  activity: Activity | null;
  me: AvatarPerson & { id: string };
  role: Role;
  /** Whether one facilitates this session oneself. */
  facilitating: boolean;
}

/** “2 of 6”: where the group is in its agenda. Null where no activity is on. */
export function stepOf({
  activities,
  current,
}: Pick<Session, "activities" | "current">): { at: number; of: number } | null {
  const index = activities.findIndex(({ id }) => id === current);
  return index < 0 ? null : { at: index + 1, of: activities.length };
}

/** What comes after the activity that is on; null where nothing does. */
export function nextActivity({
  activities,
  current,
}: Pick<Session, "activities" | "current">): Activity | null {
  return activities[activities.findIndex(({ id }) => id === current) + 1] ?? null;
}

/** “1st”, “2nd”, “13th”. */
export function ordinal(count: number): string {
  const teen = count % 100 >= 11 && count % 100 <= 13;
  return `${count}${teen ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th")}`;
}
