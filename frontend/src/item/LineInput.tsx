import type { ComponentProps, KeyboardEvent } from "react";
import classes from "./LineInput.module.css";
import { useDraft } from "./useDraft";

type Given = Omit<ComponentProps<"input">, "value" | "onChange" | "onBlur" | "defaultValue">;

/** A value of the document as a line of text that is edited where it stands. */
export function LineInput({
  value,
  onCommit,
  label,
  className,
  ...given
}: Given & { value: string; onCommit: (text: string) => void; label: string }) {
  const draft = useDraft(value, (text) => {
    if (text !== value) onCommit(text);
  });

  function takeKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") event.currentTarget.blur();
    else if (event.key === "Escape" && draft.text !== value) {
      event.preventDefault();
      event.stopPropagation();
      draft.drop();
    }
    given.onKeyDown?.(event);
  }

  return (
    <input
      {...given}
      className={className ? `${classes.input} ${className}` : classes.input}
      aria-label={label}
      value={draft.text}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onKeyDown={takeKey}
      onBlur={draft.leave}
      autoComplete="off"
    />
  );
}
