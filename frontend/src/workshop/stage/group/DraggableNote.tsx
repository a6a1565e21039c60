import { useDraggable } from "@dnd-kit/core";
import { IconArrowRight, IconGripVertical } from "@tabler/icons-react";
import type { Note } from "../../types";
import { NoteCard } from "../write/NoteCard";
import classes from "./Group.module.css";
import { NEW } from "./useNoteDrag";

/** A note that can be put into another group: dragged, or chosen from a list. */
export function DraggableNote({
  note,
  at,
  targets,
  nameOf,
  dragged,
  canMove,
  onMove,
}: {
  note: Note;
  /** Where it is now. */
  at: string;
  targets: readonly string[];
  nameOf(target: string): string;
  dragged: boolean;
  canMove: boolean;
  onMove(target: string): void;
}) {
  const { setNodeRef, listeners } = useDraggable({ id: note.id, disabled: !canMove });
  return (
    <li
      ref={setNodeRef}
      className={classes.note}
      data-note={note.id}
      data-dragged={dragged || undefined}
      data-movable={canMove || undefined}
      {...listeners}
    >
      <NoteCard text={note.text} color={note.color} author={note.author} mine={note.mine}>
        {canMove && (
          <span className={classes.noteTools}>
            <button
              type="button"
              data-drag
              className={classes.grip}
              aria-label={`Move “${note.text}”: press M, then the arrow keys`}
              title="Drag, or press M"
            >
              <IconGripVertical size={15} />
            </button>
            <span className={classes.moveTo} title="Move to…">
              <IconArrowRight size={15} aria-hidden="true" />
              <select
                aria-label={`Move “${note.text}” to`}
                value={at}
                onChange={(event) => onMove(event.currentTarget.value)}
              >
                {targets.map((target) => (
                  <option key={target} value={target}>
                    {target === NEW ? "A new group" : nameOf(target)}
                  </option>
                ))}
              </select>
            </span>
          </span>
        )}
      </NoteCard>
    </li>
  );
}
