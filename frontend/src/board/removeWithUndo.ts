import { noticeWithUndo } from "@/item";
import type { BoardSession } from "@/session";
import { kindName } from "@/ui";
import * as edits from "./edits";

/** Put items into the bin, and offer for a while to take them out again. */
export function removeWithUndo(
  session: BoardSession,
  ids: readonly string[],
  onRestored: (id: string) => void,
): void {
  const plan = session.plan.getSnapshot();
  const first = plan.items.get(ids[0] ?? "");
  if (!first) return;
  const untouched = ids.every((id) => {
    const item = plan.items.get(id);
    return item && item.title === "" && item.children.length === 0 && !item.hasBody;
  });
  edits.remove(session, ids);
  // Nothing is lost with an empty line.
  if (untouched) return;

  const name = first.title ? `“${shorten(first.title)}”` : kindName(first.kind);
  const what = ids.length > 1 ? `${ids.length} items are` : `${name} is`;
  noticeWithUndo({
    id: `deleted-${first.id}`,
    message: `${what} in the bin`,
    undo: () => {
      edits.restore(session, ids);
      onRestored(first.id);
    },
  });
}

const MAX_NAME = 48;

function shorten(text: string): string {
  const letters = Array.from(text);
  return letters.length > MAX_NAME ? `${letters.slice(0, MAX_NAME - 1).join("")}…` : text;
}
