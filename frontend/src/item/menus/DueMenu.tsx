import { IconCalendar } from "@tabler/icons-react";
import { setDue } from "@/plan/change";
import { useItem, useMayEdit, useSession } from "@/session";
import { dayText, today } from "../days";
import { DayMenu } from "./DayMenu";
import classes from "./Menus.module.css";

/** When an item is due. */
export function DueMenu({
  itemId,
  large = false,
  className,
}: {
  itemId: string;
  /** As wide text, also where there is none. */
  large?: boolean;
  className?: string;
}) {
  const session = useSession();
  const canEdit = useMayEdit(itemId);
  const item = useItem(itemId);
  const due = item?.due ?? null;
  const open = item?.status !== "done" && item?.status !== "dropped";
  const overdue = due !== null && open && due < today();
  if (!canEdit && !due && !large) return null;
  const text = due ? dayText(due) : large ? "No date" : "";
  return (
    <DayMenu
      label={
        due
          ? `Due ${dayText(due)}${overdue ? ", overdue" : ""}`
          : canEdit
            ? "Give it a due date"
            : "No due date"
      }
      title={large ? undefined : due ? (overdue ? "Overdue" : "Due") : "No due date"}
      day={due}
      onPick={(day) => setDue(session.doc, itemId, day)}
      clear="No due date"
      disabled={!canEdit}
      className={className}
      trigger={
        due || large ? (
          <span
            className={classes.due}
            data-none={due === null || undefined}
            data-overdue={overdue || undefined}
            data-large={large || undefined}
          >
            {!large && <IconCalendar size={13} aria-hidden="true" />}
            {text}
            {large && overdue && <span>· overdue</span>}
          </span>
        ) : (
          <span className={classes.ghost}>
            <IconCalendar size={13} aria-hidden="true" />
          </span>
        )
      }
    />
  );
}
