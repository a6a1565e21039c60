import { useId } from "react";
import { NOTE_COLORS, type NoteColor } from "../../types";
import colors from "../NoteColors.module.css";
import classes from "./ColorChoice.module.css";

/** The colour of a note. */
export function ColorChoice({
  value,
  onChange,
}: {
  value: string;
  onChange(color: NoteColor): void;
}) {
  const name = useId();
  return (
    <fieldset className={classes.colors}>
      <legend className={classes.legend}>Colour of the note</legend>
      {NOTE_COLORS.map((color) => (
        <label key={color} className={`${classes.color} ${colors.paper}`} data-color={color}>
          <input
            type="radio"
            name={name}
            checked={color === value}
            aria-label={color}
            onChange={() => onChange(color)}
          />
          <span className={classes.swatch} title={color} />
        </label>
      ))}
    </fieldset>
  );
}
