import type { Plan } from "@/plan/types";
import { KindIcon } from "@/ui";
import classes from "./DragGhost.module.css";

/** dnd-kit stays silent: the board says itself what happens, in words about the plan. */
export const NO_ANNOUNCEMENTS = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  restoreFocus: false,
};

/** What is dragged, drawn beside the pointer. */
export function DragGhost({ plan, ids }: { plan: Plan; ids: readonly string[] }) {
  const first = plan.items.get(ids[0] ?? "");
  if (!first) return null;
  return (
    <div className={classes.ghost}>
      <KindIcon kind={first.kind} />
      <span className={classes.title}>{first.title || "Untitled"}</span>
      {ids.length > 1 && <span className={classes.more}>+{ids.length - 1}</span>}
    </div>
  );
}
