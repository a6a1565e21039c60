import { Button, UnstyledButton } from "@mantine/core";
import { IconArrowsMinimize } from "@tabler/icons-react";
import { useId } from "react";
import { telling } from "@/app/telling";
import { usePlan } from "@/session";
import { useStage } from "../api";
import type { Present } from "../room/present";
import type { Place } from "../types";
import controls from "./Controls.module.css";
import classes from "./FacilitatorPanel.module.css";

/** Everyone sees what the facilitator sees, for as long as it is wanted, or is brought there once. */
export function Together({ session, place }: Present & { place: Place }) {
  const stage = useStage(session);
  const plan = usePlan();
  const id = useId();
  const item = place.item === null ? undefined : plan.items.get(place.item);
  const where = item ? item.title || "Untitled" : `the ${place.view}`;
  return (
    <>
      <div className={classes.row}>
        <span className={classes.rowWords}>
          <span id={id}>Everyone follows me</span>
          <span className={classes.detail}>They see where you are and what you open</span>
        </span>
        <UnstyledButton
          role="switch"
          aria-checked={session.follow}
          aria-labelledby={id}
          className={controls.switch}
          onClick={() =>
            void telling(stage.mutateAsync({ follow: !session.follow }), {
              failed: "It did not change",
            })
          }
        />
      </div>
      <Button
        variant="default"
        size="compact-md"
        className={classes.wide}
        leftSection={<IconArrowsMinimize size={15} stroke={1.75} />}
        onClick={() =>
          void telling(stage.mutateAsync({ bring: place }), {
            failed: "Nobody was brought here",
            done: `You brought everyone to ${item ? `“${where}”` : where}`,
          })
        }
      >
        Bring everyone here
      </Button>
    </>
  );
}
