import { Button } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import type { NoteColor } from "../../types";
import colors from "../NoteColors.module.css";
import { ColorChoice } from "./ColorChoice";
import { GrowingText } from "./GrowingText";
import { NOTE_MAX } from "./NoteCard";
import classes from "./NoteComposer.module.css";

/** From so many characters on, one is told how many are left. */
const TELL_FROM = NOTE_MAX - 80;

/** Where one writes the next note: Enter adds it, and the next one can be written at once. */
export function NoteComposer({
  placeholder,
  draftKey,
  onAdd,
}: {
  placeholder: string;
  /** Under which what is half written outlives a reload. */
  draftKey: string;
  onAdd(text: string, color: NoteColor): void;
}) {
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => read(draftKey));
  const [color, setColor] = useState<NoteColor>("yellow");
  const left = NOTE_MAX - text.length;

  function change(next: string) {
    setText(next);
    write(draftKey, next);
  }

  function add() {
    const words = text.trim();
    fieldRef.current?.focus();
    if (words === "") return;
    onAdd(words, color);
    change("");
  }

  function takeKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  }

  return (
    <form
      className={`${classes.composer} ${colors.paper}`}
      data-color={color}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <GrowingText
        ref={fieldRef}
        className={classes.field}
        aria-label="Write a note"
        placeholder={placeholder}
        maxLength={NOTE_MAX}
        enterKeyHint="done"
        rows={2}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={takeKey}
      />
      <div className={classes.foot}>
        <ColorChoice
          value={color}
          onChange={(next) => {
            setColor(next);
          }}
        />
        {text.length >= TELL_FROM && (
          <span className={classes.left} role="status">
            {left} left
          </span>
        )}
        <Button type="submit" size="compact-md" disabled={text.trim() === ""}>
          Add
        </Button>
      </div>
    </form>
  );
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(key: string, text: string): void {
  try {
    if (text === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Storage is closed: it is kept in the page only.
  }
}
