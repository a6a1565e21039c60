import { IconGavel } from "@tabler/icons-react";
import { EmptyState } from "@/ui";
import { useDecisions } from "../../api";
import { mayFacilitate } from "../../types";
import { Results } from "../results/Results";
import { StageFrame } from "../StageFrame";
import type { StageProps } from "../stageProps";
import { USUAL_SCORE } from "../vote/scale";
import classes from "./Decide.module.css";
import { DecisionSection } from "./DecisionSection";
import { SpeakingOrder } from "./SpeakingOrder";

/** Talking about it, in the order of hands, and writing down what comes of it. */
export function DecideStage(props: StageProps) {
  const { session, activity, me, role, facilitating } = props;
  const decisions = useDecisions(session.id);
  const decided = (decisions.data ?? []).some((one) => one.activity === activity.id);
  const { options } = activity.settings;
  const vote = activity.kind === "decide" ? lastVote(props) : null;
  return (
    <StageFrame activity={activity}>
      <div className={classes.stage}>
        {options.length > 0 && (
          <section aria-labelledby="stage-options">
            <h3 className={classes.heading} id="stage-options">
              What it is about
            </h3>
            <ol className={classes.options}>
              {options.map(({ id, title }) => (
                <li key={id}>{title}</li>
              ))}
            </ol>
          </section>
        )}
        {vote?.result && (
          <section aria-labelledby="stage-vote">
            <h3 className={classes.heading} id="stage-vote">
              The vote before: {vote.title}
            </h3>
            <Results result={vote.result} highest={vote.settings.max ?? USUAL_SCORE} />
          </section>
        )}
        <SpeakingOrder session={session} me={me.id} role={role} facilitating={facilitating} />
        {activity.kind === "decide" && !decided && !mayFacilitate(role) && (
          <EmptyState icon={<IconGavel size={22} />} title="Not decided yet" titleOrder={3}>
            The facilitator writes the decision down. You see it here at once.
          </EmptyState>
        )}
        <DecisionSection {...props} />
      </div>
    </StageFrame>
  );
}

/** The nearest vote before this activity that is closed. */
function lastVote({ session, activity }: StageProps) {
  const at = session.activities.findIndex(({ id }) => id === activity.id);
  return session.activities.slice(0, at).findLast(({ result }) => result !== null) ?? null;
}
