import type { ReactNode } from "react";
import { useKeptWidth, type WidthRules } from "@/ui";
import classes from "./SidePanel.module.css";

const WIDTH: WidthRules = {
  name: "Width of the open item",
  storedAs: "planhall-panel-width",
  least: 360,
  most: 760,
  usual: 460,
  side: "right",
};

/** The open item beside the plan; over it on a small screen. Its width is kept in this browser. */
export function SidePanel({ children }: { children: ReactNode }) {
  const { width, dragging, edge } = useKeptWidth(WIDTH);
  return (
    <aside
      className={classes.panel}
      style={{ width }}
      aria-label="Open item"
      data-region="panel"
      data-dragging={dragging || undefined}
    >
      <div {...edge} className={classes.edge} />
      {children}
    </aside>
  );
}
