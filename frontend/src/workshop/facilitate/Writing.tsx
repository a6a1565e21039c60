import { Button, SegmentedControl, UnstyledButton } from "@mantine/core";
import { telling } from "@/app/telling";
import { usePlan } from "@/session";
import { type StageWish, useStage } from "../api";
import type { Present } from "../room/present";
import type { Place, Session } from "../types";
import controls from "./Controls.module.css";
import classes from "./FacilitatorPanel.module.css";

const explained: Record<Session["lock"], string> = {
  open: "Everyone writes where their role lets them.",
  part: "The others write in this item and below it. The rest of the plan they read.",
  locked: "Only you and the board's owners and facilitators write. Notes and votes go on.",
};

/** Open to all, open in one part, or locked. */
export function Writing({
  session,
  place,
  onGoTo,
}: Present & { place: Place; onGoTo(item: string): void }) {
  const stage = useStage(session);
  const plan = usePlan();
  const set = (wish: StageWish) =>
    void telling(stage.mutateAsync(wish), { failed: "The lock did not change" });
  const item = place.item === null ? undefined : plan.items.get(place.item);
  const open = session.open_part === null ? undefined : plan.items.get(session.open_part);
  const named = (title: string) => title || "Untitled";
  return (
    <>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Who writes in the plan"
        value={session.lock}
        data={[
          { value: "open", label: "Everyone" },
          { value: "part", label: "In one part", disabled: !item && session.lock !== "part" },
          { value: "locked", label: "Locked" },
        ]}
        onChange={(value) => {
          const lock = value as Session["lock"];
          if (lock !== "part") set({ lock });
          else if (item) set({ lock, open_part: item.id });
        }}
      />
      {session.lock === "part" && open && (
        <div className={controls.part}>
          <UnstyledButton className={controls.partName} onClick={() => onGoTo(open.id)}>
            {named(open.title)}
          </UnstyledButton>
          {item && item.id !== open.id && (
            <Button
              size="compact-xs"
              variant="default"
              title={`Open “${named(item.title)}” instead`}
              onClick={() => set({ lock: "part", open_part: item.id })}
            >
              Where I am
            </Button>
          )}
        </div>
      )}
      <p className={classes.note}>
        {explained[session.lock]}
        {session.lock === "open" &&
          !item &&
          " To open only a part, choose an item in the plan first."}
      </p>
    </>
  );
}
