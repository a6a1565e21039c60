import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import type { RefObject } from "react";
import classes from "./SinceBanner.module.css";
import type { Since } from "./types";
import { summary } from "./words";

/** One line over the plan: others changed it since one was here. */
export function SinceBanner({
  since,
  showRef,
  onShow,
  onSeen,
}: {
  since: Since;
  showRef: RefObject<HTMLButtonElement | null>;
  onShow(): void;
  onSeen(): void;
}) {
  return (
    <div className={classes.banner} role="status" data-since-banner>
      <IconHistory size={16} aria-hidden="true" />
      <p>{summary(since, new Date())}</p>
      <span className={classes.buttons}>
        <Button ref={showRef} size="compact-sm" variant="default" onClick={onShow}>
          Show
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onSeen}>
          Mark as seen
        </Button>
      </span>
    </div>
  );
}
