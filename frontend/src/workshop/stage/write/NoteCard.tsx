import { ActionIcon } from "@mantine/core";
import { IconAlertTriangle, IconClock, IconPencil, IconTrash } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { Person } from "@/api";
import { PersonAvatar } from "@/ui";
import type { NoteColor } from "../../types";
import colors from "../NoteColors.module.css";
import { ColorChoice } from "./ColorChoice";
import { GrowingText } from "./GrowingText";
import classes from "./NoteCard.module.css";

/** The most characters of a note. */
export const NOTE_MAX = 500;

/** A note as everyone sees it. `children` are drawn below its words. */
export function NoteCard({
  text,
  color,
  author = null,
  mine = false,
  children,
}: {
  text: string;
  /** Null: anonymous, so that no colour tells whose it is. */
  color: string | null;
  author?: Person | null;
  mine?: boolean;
  children?: ReactNode;
}) {
  return (
    <article
      className={`${classes.card} ${colors.paper}`}
      data-color={color ?? "yellow"}
      data-mine={mine || undefined}
    >
      <p className={classes.text}>{text}</p>
      {(author || children) && (
        <footer className={classes.foot}>
          {author && (
            <span className={classes.author}>
              <PersonAvatar person={author} size={18} tooltip={false} />
              {mine ? "You" : author.name}
            </span>
          )}
          {children}
        </footer>
      )}
    </article>
  );
}

/** One's own note before the reveal: to change and to take away. */
export function OwnNoteCard({
  text,
  color,
  onChange,
  onDelete,
}: {
  text: string;
  color: string | null;
  onChange(change: { text?: string; color?: NoteColor }): void;
  onDelete(): void;
}) {
  const [draft, setDraft] = useState<string | null>(null);

  function save() {
    const next = draft?.trim();
    setDraft(null);
    if (next && next !== text) onChange({ text: next });
  }

  function takeKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      setDraft(null);
    }
  }

  if (draft !== null) {
    return (
      <article className={`${classes.card} ${colors.paper}`} data-color={color} data-editing>
        <GrowingText
          autoFocus
          className={classes.field}
          aria-label="Change your note"
          maxLength={NOTE_MAX}
          value={draft}
          onFocus={(event) => {
            const end = event.currentTarget.value.length;
            event.currentTarget.setSelectionRange(end, end);
          }}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={takeKey}
          onBlur={(event) => {
            // Choosing a colour is a part of the same edit.
            if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) save();
          }}
        />
        <ColorChoice
          value={color ?? "yellow"}
          onChange={(next) => {
            onChange({ color: next });
            save();
          }}
        />
      </article>
    );
  }
  return (
    <article className={`${classes.card} ${colors.paper}`} data-color={color}>
      <button
        type="button"
        className={classes.words}
        aria-label={`${text}. Change it`}
        onClick={() => setDraft(text)}
      >
        {text}
      </button>
      <span className={classes.tools}>
        <ActionIcon size={28} aria-label="Change this note" onClick={() => setDraft(text)}>
          <IconPencil size={15} />
        </ActionIcon>
        <ActionIcon size={28} aria-label="Delete this note" onClick={onDelete}>
          <IconTrash size={15} />
        </ActionIcon>
      </span>
    </article>
  );
}

/** A note that is not on the server yet, or that it does not take. */
export function WaitingNoteCard({
  text,
  color,
  refused,
  away,
  onDrop,
}: {
  text: string;
  color: NoteColor;
  refused?: string;
  away: boolean;
  onDrop(): void;
}) {
  return (
    <article
      className={`${classes.card} ${colors.paper}`}
      data-color={color}
      data-waiting={away || undefined}
      data-refused={refused !== undefined || undefined}
    >
      <p className={classes.text}>{text}</p>
      {refused !== undefined ? (
        <footer className={classes.foot} role="alert">
          <span className={classes.problem}>
            <IconAlertTriangle size={14} aria-hidden="true" /> {refused}
          </span>
          <button type="button" className={classes.drop} onClick={onDrop}>
            Drop it
          </button>
        </footer>
      ) : (
        away && (
          <footer className={classes.foot}>
            <span className={classes.author}>
              <IconClock size={14} aria-hidden="true" /> Waits for the connection
            </span>
          </footer>
        )
      )}
    </article>
  );
}
