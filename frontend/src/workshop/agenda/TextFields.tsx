import { type KeyboardEvent, useId } from "react";
import { useDraft } from "@/item/useDraft";
import { GrowingText } from "../stage/write/GrowingText";
import classes from "./Fields.module.css";

/** A line that is saved in the pauses of typing. Left empty, it is again what it was. */
export function LineField({
  label,
  value,
  onCommit,
  readOnly,
  maxLength = 200,
  autoFocus,
}: {
  label: string;
  value: string;
  onCommit(text: string): void;
  readOnly?: boolean;
  maxLength?: number;
  autoFocus?: boolean;
}) {
  const id = useId();
  const draft = useDraft(value, (text) => {
    if (text.trim() !== "" && text.trim() !== value) onCommit(text.trim());
  });
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <input
        id={id}
        className={classes.field}
        data-large
        value={draft.text}
        maxLength={maxLength}
        readOnly={readOnly}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it was just added, to be named
        autoFocus={autoFocus}
        onFocus={(event) => {
          if (autoFocus) event.currentTarget.select();
        }}
        onChange={(event) => draft.change(event.currentTarget.value)}
        onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) event.currentTarget.blur();
        }}
        onBlur={draft.leave}
      />
    </div>
  );
}

/** Some lines that are saved in the pauses of typing. */
export function ProseField({
  label,
  value,
  onCommit,
  readOnly,
  placeholder,
}: {
  label: string;
  value: string;
  onCommit(text: string): void;
  readOnly?: boolean;
  placeholder?: string;
}) {
  const id = useId();
  const draft = useDraft(value, (text) => {
    if (text.trim() !== value) onCommit(text.trim());
  });
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <GrowingText
        id={id}
        className={classes.field}
        value={draft.text}
        maxLength={4000}
        rows={3}
        readOnly={readOnly}
        placeholder={placeholder}
        onChange={(event) => draft.change(event.currentTarget.value)}
        onBlur={draft.leave}
      />
    </div>
  );
}
