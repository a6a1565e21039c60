import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { deleteItem, restoreItem } from "@/plan/change";
import type { Plan } from "@/plan/types";
import type { BoardSession } from "@/session/types";
import { kindName } from "@/ui";
import classes from "./Notice.module.css";
import { count } from "./words";

/** Puts an item into the bin, says so, and offers to take it out again. */
export function deleteWithUndo(session: BoardSession, itemId: string): void {
  const plan = session.plan.getSnapshot();
  const item = plan.items.get(itemId);
  if (!item) return;
  const below = countBelow(plan, itemId);
  deleteItem(session.doc, itemId, session.me.id);
  const name = item.title.trim() ? `“${short(item.title.trim())}”` : kindName(item.kind);
  noticeWithUndo({
    id: `deleted-${itemId}`,
    message:
      below === 0
        ? `${name} is in the bin`
        : `${name} is in the bin, with ${count(below, "item")} below it`,
    undo: () => restoreItem(session.doc, itemId),
  });
}

/** A notice with a way back. */
export function noticeWithUndo({
  id,
  message,
  undo,
}: {
  id: string;
  message: string;
  undo: () => void;
}): void {
  notifications.show({
    id,
    autoClose: 8000,
    message: (
      <span className={classes.notice}>
        <span>{message}</span>
        <Button
          size="compact-sm"
          flex="none"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </span>
    ),
  });
}

function countBelow(plan: Plan, id: string): number {
  let below = 0;
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of plan.items.get(next)?.children ?? []) {
      below++;
      open.push(child);
    }
  }
  return below;
}

function short(text: string): string {
  const letters = Array.from(text);
  return letters.length <= 60 ? text : `${letters.slice(0, 58).join("").trimEnd()}…`;
}
