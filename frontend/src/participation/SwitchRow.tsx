import { UnstyledButton } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./Switch.module.css";

/** Something to turn on and off, with what it means. */
export function SwitchRow({
  label,
  text,
  on,
  busy,
  onTurn,
}: {
  label: string;
  text: ReactNode;
  on: boolean;
  busy: boolean;
  onTurn(on: boolean): void;
}) {
  const id = useId();
  return (
    <div className={classes.row}>
      <span className={classes.words}>
        <span className={classes.label} id={id}>
          {label}
        </span>
        <span className={classes.text} id={`${id}-text`}>
          {text}
        </span>
      </span>
      <UnstyledButton
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        aria-describedby={`${id}-text`}
        aria-busy={busy || undefined}
        className={classes.switch}
        onClick={() => !busy && onTurn(!on)}
      />
    </div>
  );
}
