import { ownBreakout } from "../room/breakouts";
import { type Activity, type Breakout, currentActivity, isLive, type Session } from "../types";

/** The one thing that a phone shows now. */
export type Scene =
  | { show: "waiting"; next: Activity | null }
  | { show: "activity"; activity: Activity }
  | { show: "breakout"; breakout: Breakout; activity: Activity | null }
  | { show: "ended" };

export function sceneOf(session: Session, me: string): Scene {
  if (session.state === "ended") return { show: "ended" };
  const activity = isLive(session) ? currentActivity(session) : null;
  const breakout = ownBreakout(session, me);
  if (breakout) return { show: "breakout", breakout, activity };
  if (activity) return { show: "activity", activity };
  return {
    show: "waiting",
    next: session.activities.find(({ state }) => state === "planned") ?? null,
  };
}

/** One's place among the raised hands, counted from 1; null where one's hand is down. */
export function placeInLine({ hands }: Pick<Session, "hands">, person: string): number | null {
  const at = hands.indexOf(person);
  return at < 0 ? null : at + 1;
}

/** The first items of a part of the plan, as many as a phone shows at a glance. */
export interface OutlineRow {
  id: string;
  kind: string;
  title: string;
  /** 0 at the part itself. */
  depth: number;
}

export function outlineOf(
  plan: {
    items: ReadonlyMap<
      string,
      { id: string; kind: string; title: string; children: readonly string[] }
    >;
    roots: readonly string[];
  },
  part: string | null,
  most: number,
): { rows: OutlineRow[]; more: number } {
  const rows: OutlineRow[] = [];
  let count = 0;
  const walk = (ids: readonly string[], depth: number) => {
    for (const id of ids) {
      const item = plan.items.get(id);
      if (!item) continue;
      count += 1;
      if (rows.length < most) rows.push({ id, kind: item.kind, title: item.title, depth });
      walk(item.children, depth + 1);
    }
  };
  walk(part === null || !plan.items.has(part) ? plan.roots : [part], 0);
  return { rows, more: count - rows.length };
}
