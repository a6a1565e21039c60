import { Button } from "@mantine/core";
import { IconArrowRight, IconDoorEnter } from "@tabler/icons-react";
import { usePlan } from "@/session";
import { companions } from "../room/breakouts";
import type { Present } from "../room/present";
import type { Breakout } from "../types";
import classes from "./SessionBar.module.css";

/** In which breakout one is, with whom, and the way to the part it works on. */
export function BreakoutStrip({
  session,
  me,
  breakout,
  onGoTo,
}: Present & { breakout: Breakout; onGoTo(item: string): void }) {
  const plan = usePlan();
  const part = breakout.part === null ? undefined : plan.items.get(breakout.part);
  const others = companions(session, breakout, me.id);
  return (
    <div className={classes.strip} data-tone="accent">
      <IconDoorEnter size={18} stroke={1.75} aria-hidden="true" />
      <p>
        <strong>{breakout.title}</strong>
        {others ? ` · you work with ${others}` : " · you work by yourself"}
      </p>
      {part && (
        <Button
          size="compact-sm"
          variant="default"
          className={classes.stripButton}
          rightSection={<IconArrowRight size={14} aria-hidden="true" />}
          onClick={() => onGoTo(part.id)}
        >
          {part.title || "Untitled"}
        </Button>
      )}
    </div>
  );
}
