import { IconCheck, IconPlus } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useState } from "react";
import classes from "./Decide.module.css";

/** Who decided, or whom it concerns: some of those who are here, and any other name. */
export function WhoField({
  label,
  names,
  value,
  onChange,
}: {
  label: string;
  /** Those to choose from. */
  names: readonly string[];
  value: readonly string[];
  onChange(names: readonly string[]): void;
}) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const shown = [...new Set([...names, ...value])];
  const all = names.length > 1 && names.every((name) => value.includes(name));

  function add() {
    const name = typed.trim();
    if (name !== "" && !value.includes(name)) onChange([...value, name]);
    setTyped("");
  }

  return (
    <fieldset className={classes.who}>
      <legend className={classes.label}>{label}</legend>
      <div className={classes.chips}>
        {names.length > 1 && (
          <button
            type="button"
            className={classes.chip}
            data-all
            aria-pressed={all}
            onClick={() => onChange(all ? [] : [...new Set([...value, ...names])])}
          >
            Everyone here
          </button>
        )}
        {shown.map((name) => {
          const on = value.includes(name);
          return (
            <button
              key={name}
              type="button"
              className={classes.chip}
              aria-pressed={on}
              onClick={() => onChange(on ? value.filter((one) => one !== name) : [...value, name])}
            >
              {on && <IconCheck size={13} aria-hidden="true" />}
              {name}
            </button>
          );
        })}
        <span className={classes.other}>
          <label htmlFor={id} className={classes.hidden}>
            Another name
          </label>
          <input
            id={id}
            value={typed}
            maxLength={80}
            placeholder="Another name"
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={add}
            onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              add();
            }}
          />
          <IconPlus size={14} aria-hidden="true" />
        </span>
      </div>
    </fieldset>
  );
}
