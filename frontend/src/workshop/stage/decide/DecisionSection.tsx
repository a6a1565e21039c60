import { Button } from "@mantine/core";
import { IconGavel } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useDecisions, workshopKeys } from "../../api";
import { mayFacilitate } from "../../types";
import type { StageProps } from "../stageProps";
import classes from "./Decide.module.css";
import { DecisionCard } from "./DecisionCard";
import { DecisionEditor } from "./DecisionEditor";

/** What was decided in this activity, and the form to write it down. */
export function DecisionSection({ session, activity, role, facilitating }: StageProps) {
  const queries = useQueryClient();
  const decisions = useDecisions(session.id);
  const [writing, setWriting] = useState(false);
  const { revision } = session;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a decision is a change of the session
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: workshopKeys.decisions(session.id) });
  }, [queries, session.id, revision]);

  const taken = (decisions.data ?? []).filter((one) => one.activity === activity.id);
  // Who leads may decide too, whatever their role is.
  const may = facilitating || mayFacilitate(role);
  if (!may && taken.length === 0) return null;
  return (
    <section className={classes.section} aria-label="Decisions">
      {taken.map((decision) => (
        <DecisionCard key={decision.id} decision={decision} />
      ))}
      {may &&
        (writing ? (
          <DecisionEditor session={session} activity={activity} onDone={() => setWriting(false)} />
        ) : (
          <Button
            variant={taken.length === 0 ? "filled" : "default"}
            leftSection={<IconGavel size={16} />}
            className={classes.start}
            onClick={() => setWriting(true)}
          >
            {taken.length === 0 ? "Write the decision down" : "Write another decision"}
          </Button>
        ))}
    </section>
  );
}
