import { isLive, type Session } from "../types";

export interface SessionGroups {
  live: Session[];
  planned: Session[];
  past: Session[];
}

/** A board's sessions: what is on, what is planned (newest first), what was (last ended first). */
export function grouped(sessions: readonly Session[]): SessionGroups {
  const newest = (time: (session: Session) => string | null) => (one: Session, other: Session) =>
    Date.parse(time(other) ?? "") - Date.parse(time(one) ?? "") || 0;
  return {
    live: sessions.filter(isLive),
    planned: sessions
      .filter(({ state }) => state === "planned")
      .sort(newest(({ created_at }) => created_at)),
    past: sessions
      .filter(({ state }) => state === "ended")
      .sort(newest(({ ended_at }) => ended_at)),
  };
}
