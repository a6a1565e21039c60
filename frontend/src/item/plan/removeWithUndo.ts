import type { BoardSession } from "@/session/types";
import { noticeWithUndo } from "../deleteWithUndo";

/** Takes something out of the plan that has no bin, and offers to undo it while it is the last step. */
export function removeWithUndo(session: BoardSession, message: string, remove: () => void): void {
  const { undo } = session;
  undo.boundary();
  remove();
  undo.boundary();
  const step = undo.manager.undoStack.at(-1);
  noticeWithUndo({
    id: `removed-${message}`,
    message,
    undo: () => {
      // Steps are undone from the last one back: undo up to and with this one, if it is there still.
      const { undoStack } = undo.manager;
      if (step && undoStack.includes(step)) while (undoStack.includes(step)) undo.undo();
    },
  });
}
