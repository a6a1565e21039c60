import { Button } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { useState } from "react";
import { telling } from "@/app/telling";
import { EmptyState } from "@/ui";
import { OptionsField } from "../../agenda/OptionsField";
import { useChangeActivity } from "../../api";
import type { VoteOption } from "../../types";
import type { StageProps } from "../stageProps";
import classes from "./Ballot.module.css";

/** What whoever facilitates sees of a vote that found nothing to vote on: they can still say what. */
export function LateOptions({ session, activity }: StageProps) {
  const change = useChangeActivity(session);
  const [options, setOptions] = useState<VoteOption[]>([]);
  return (
    <>
      <EmptyState icon={<IconEyeOff size={22} />} title="There is nothing to vote on yet">
        The options are the ideas of an activity before, and show as soon as those are revealed. Or
        write them here; once you put them to the vote they stay as they are.
      </EmptyState>
      <section className={classes.late} aria-label="What to vote on">
        <OptionsField options={options} readOnly={false} onChange={setOptions} />
        <Button
          disabled={options.length === 0}
          loading={change.isPending}
          onClick={() =>
            void telling(
              change.mutateAsync({
                activity: activity.id,
                settings: { ...activity.settings, options },
              }),
              { failed: "The options were not taken" },
            )
          }
        >
          Put this to the vote
        </Button>
      </section>
    </>
  );
}
