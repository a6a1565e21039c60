import { useState } from "react";
import inputClasses from "../LineInput.module.css";
import classes from "./Measures.module.css";
import { parseNumber } from "./progress";

/** A number of the document, edited where it stands, in whichever way people write numbers. */
export function NumberInput({
  value,
  onCommit,
  label,
  placeholder = "–",
  readOnly = false,
}: {
  value: number | null;
  onCommit: (value: number | null) => void;
  label: string;
  placeholder?: string;
  readOnly?: boolean;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft !== null && parseNumber(draft) === undefined;

  function leave() {
    if (draft === null) return;
    const next = parseNumber(draft);
    if (next !== undefined && next !== value) onCommit(next);
    setDraft(null);
  }

  return (
    <input
      className={`${inputClasses.input} ${classes.number}`}
      inputMode="decimal"
      aria-label={label}
      aria-invalid={wrong || undefined}
      placeholder={placeholder}
      readOnly={readOnly}
      value={draft ?? (value === null ? "" : String(value))}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        else if (event.key === "Escape" && draft !== null) {
          event.stopPropagation();
          setDraft(null);
        }
      }}
      onBlur={leave}
      autoComplete="off"
    />
  );
}
