import { IconMinus, IconPlus } from "@tabler/icons-react";
import { type KeyboardEvent, useId } from "react";
import { useDraft } from "@/item/useDraft";
import classes from "./Fields.module.css";

/** A whole number between bounds, typed or stepped. `none` is what a number out of them stands for. */
export function NumberStepper({
  label,
  unit,
  value,
  least,
  most,
  step = 1,
  none,
  readOnly = false,
  hideLabel = false,
  onChange,
}: {
  label: string;
  unit?: string;
  /** Null: there is none, which shows as the words `none`. */
  value: number | null;
  least: number;
  most: number;
  step?: number;
  none?: string;
  readOnly?: boolean;
  hideLabel?: boolean;
  onChange(value: number | null): void;
}) {
  const id = useId();
  const shown = value === null ? "" : String(value);
  const draft = useDraft(shown, (text) => {
    const next = parsed(text, least, most, none !== undefined);
    if (next !== undefined && next !== value) onChange(next);
  });

  function by(steps: number) {
    const now = parsed(draft.text, least, most, none !== undefined) ?? value;
    draft.drop();
    if (now === null) {
      if (steps > 0) onChange(least);
      return;
    }
    // To the next multiple: from 7 in steps of 5 to 10, or to 5.
    const next =
      step === 1
        ? now + steps
        : steps > 0
          ? (Math.floor(now / step) + 1) * step
          : (Math.ceil(now / step) - 1) * step;
    if (next < least && none !== undefined) onChange(null);
    else onChange(Math.min(Math.max(next, least), most));
  }

  return (
    <div className={classes.stepperField}>
      <label htmlFor={id} className={hideLabel ? classes.hidden : classes.label}>
        {label}
      </label>
      <span className={classes.stepper} data-read-only={readOnly || undefined}>
        {!readOnly && (
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Less: ${label.toLowerCase()}`}
            disabled={value === null || (value <= least && none === undefined)}
            onClick={() => by(-1)}
          >
            <IconMinus size={14} aria-hidden="true" />
          </button>
        )}
        <span className={classes.stepperValue}>
          <input
            id={id}
            inputMode="numeric"
            autoComplete="off"
            readOnly={readOnly}
            value={draft.text}
            placeholder={none}
            size={Math.max(2, (draft.text || none || "").length)}
            onChange={(event) => draft.change(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={draft.leave}
            onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
              if (event.key === "Enter") event.currentTarget.blur();
              const steps = { ArrowUp: 1, ArrowDown: -1 }[event.key];
              if (steps === undefined || readOnly || event.altKey) return;
              event.preventDefault();
              by(steps);
            }}
          />
          {unit && draft.text !== "" && <span aria-hidden="true">{unit}</span>}
        </span>
        {!readOnly && (
          <button
            type="button"
            tabIndex={-1}
            aria-label={`More: ${label.toLowerCase()}`}
            disabled={value !== null && value >= most}
            onClick={() => by(1)}
          >
            <IconPlus size={14} aria-hidden="true" />
          </button>
        )}
      </span>
    </div>
  );
}

/** What was typed as a number within bounds; null for none; undefined where it is neither. */
export function parsed(
  text: string,
  least: number,
  most: number,
  mayBeNone: boolean,
): number | null | undefined {
  const bare = text.trim();
  if (bare === "") return mayBeNone ? null : undefined;
  if (!/^\d{1,6}$/.test(bare)) return undefined;
  const number = Number(bare);
  if (number < least && mayBeNone) return null;
  return Math.min(Math.max(number, least), most);
}
