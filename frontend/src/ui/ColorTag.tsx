import type { CSSProperties, ReactNode } from "react";
import classes from "./ColorTag.module.css";
import { colorFor, isHexColor } from "./palette";

/**
 * A word on a wash of any colour, legible in both schemes: stakeholder groups, for example. A colour
 * that is none gets one of the palette, by `seed`.
 */
export function ColorTag({
  color,
  seed = "",
  children,
}: {
  color: string;
  seed?: string;
  children: ReactNode;
}) {
  const tint = isHexColor(color) ? color : colorFor(seed);
  return (
    <span className={classes.tag} style={{ "--tint": tint } as CSSProperties}>
      <span className={classes.dot} aria-hidden="true" />
      {children}
    </span>
  );
}
