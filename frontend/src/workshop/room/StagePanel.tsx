import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Shortcut, useKeptWidth, type WidthRules } from "@/ui";
import { ActivityStage, type StageProps } from "../stage";
import classes from "./StagePanel.module.css";

const WIDTH: WidthRules = {
  name: "Width of the activity",
  storedAs: "planhall-stage-width",
  least: 380,
  most: 960,
  usual: 540,
  side: "left",
};

/** The activity that is on, beside the plan or over it; its width is kept in this browser. */
export default function StagePanel({
  alone = false,
  onClose,
  ...present
}: StageProps & {
  /** No session's bar is there to hide it. */
  alone?: boolean;
  onClose(): void;
}) {
  const { width, dragging, edge } = useKeptWidth(WIDTH);
  const [whole, setWhole] = useState(false);

  return (
    <section
      className={classes.panel}
      style={whole ? undefined : { width }}
      aria-label={alone ? "Open for days" : "What is on"}
      data-region="stage"
      data-stage
      data-alone={alone || undefined}
      data-whole={whole || undefined}
      data-dragging={dragging || undefined}
      data-follow-ui="apart"
    >
      <ActivityStage {...present} />
      <div className={classes.tools}>
        <Tooltip label={whole ? "Beside the plan" : "Over the plan"}>
          <ActionIcon
            size={30}
            className={classes.size}
            aria-label={whole ? "Show it beside the plan" : "Show it over the plan"}
            onClick={() => setWhole(!whole)}
          >
            {whole ? (
              <IconArrowsDiagonalMinimize2 size={16} stroke={1.75} />
            ) : (
              <IconArrowsDiagonal size={16} stroke={1.75} />
            )}
          </ActionIcon>
        </Tooltip>
        <Tooltip
          label={
            <span className={classes.label}>
              Hide the activity {!alone && <Shortcut keys="S" />}
            </span>
          }
        >
          <ActionIcon size={30} aria-label="Hide the activity" onClick={onClose}>
            <IconX size={17} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
      {!whole && <div {...edge} className={classes.edge} />}
    </section>
  );
}
