import { IconCheck } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { personColors } from "@/ui";
import classes from "./ColorPicker.module.css";

const names: readonly string[] = [
  "Indigo",
  "Amber",
  "Teal",
  "Plum",
  "Olive",
  "Red",
  "Blue",
  "Ochre",
  "Violet",
  "Green",
  "Magenta",
  "Petrol",
];

/** One of the colours that people may have. */
export function ColorPicker({
  value,
  onChange,
}: {
  value: string;
  onChange: (color: string) => void;
}) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>Colour</legend>
      {personColors.map((color, index) => (
        <label
          key={color}
          className={classes.swatch}
          style={{ "--swatch": color } as CSSProperties}
        >
          <input
            type="radio"
            name="color"
            value={color}
            checked={value === color}
            aria-label={names[index] ?? color}
            onChange={() => onChange(color)}
          />
          <IconCheck size={14} stroke={3} aria-hidden="true" />
        </label>
      ))}
    </fieldset>
  );
}
