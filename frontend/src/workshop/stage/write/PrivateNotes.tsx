import { IconLock } from "@tabler/icons-react";
import type { Note, NoteColor } from "../../types";
import { OwnNoteCard, WaitingNoteCard } from "./NoteCard";
import { NoteComposer } from "./NoteComposer";
import type { WaitingNote } from "./NoteOutbox";
import classes from "./Notes.module.css";

/** Writing before the reveal: one's own notes, and of the others' how many there are. */
export function PrivateNotes({
  notes,
  waiting,
  away,
  others,
  anonymous,
  placeholder,
  draftKey,
  onAdd,
  onChange,
  onDelete,
  onDrop,
}: {
  notes: readonly Note[];
  waiting: readonly WaitingNote[];
  away: boolean;
  others: { notes: number; people: number };
  anonymous: boolean;
  placeholder: string;
  draftKey: string;
  onAdd(text: string, color: NoteColor): void;
  onChange(id: string, change: { text?: string; color?: NoteColor }): void;
  onDelete(note: Note): void;
  onDrop(waiting: WaitingNote): void;
}) {
  const count = notes.length + waiting.length;
  return (
    <div className={classes.private}>
      <p className={classes.privacy}>
        <IconLock size={15} aria-hidden="true" />
        <span>
          Only you see your notes until they are revealed.{" "}
          {anonymous
            ? "Then everyone sees them, without names: nobody learns who wrote what."
            : "Then everyone sees them, with your name."}
        </span>
      </p>
      <NoteComposer placeholder={placeholder} draftKey={draftKey} onAdd={onAdd} />
      <div className={classes.counts} aria-live="polite">
        <h3 className={classes.heading}>
          Your notes <span className={classes.number}>{count}</span>
        </h3>
        <span className={classes.others}>{othersWords(others)}</span>
      </div>
      {count > 0 && (
        <ul className={classes.notes} aria-label="Your notes">
          {waiting.toReversed().map((note) => (
            <li key={note.id}>
              <WaitingNoteCard
                text={note.text}
                color={note.color}
                refused={note.refused}
                away={away}
                onDrop={() => onDrop(note)}
              />
            </li>
          ))}
          {notes.toReversed().map((note) => (
            <li key={note.id}>
              <OwnNoteCard
                text={note.text}
                color={note.color}
                onChange={(change) => onChange(note.id, change)}
                onDelete={() => onDelete(note)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function othersWords({ notes, people }: { notes: number; people: number }): string {
  if (notes <= 0) return "Nobody else has written yet";
  const from = people > 0 ? ` from ${people === 1 ? "1 person" : `${people} people`}` : "";
  return `${notes} ${notes === 1 ? "note" : "notes"}${from} beside yours`;
}
