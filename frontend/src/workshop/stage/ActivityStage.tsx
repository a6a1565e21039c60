import { DecideStage } from "./decide/DecideStage";
import { GroupStage } from "./group/GroupStage";
import type { StageProps } from "./stageProps";
import { VoteStage } from "./vote/VoteStage";
import { WriteStage } from "./write/WriteStage";

export type { StageProps };

/** The activity that is on, for everyone who takes part or watches. */
export default function ActivityStage(props: StageProps) {
  // Each activity is one of its own: nothing of one stays in the next.
  const key = props.activity.id;
  switch (props.activity.kind) {
    case "brainstorm":
    case "write":
    case "checkin":
      return <WriteStage key={key} {...props} />;
    case "group":
      return <GroupStage key={key} {...props} />;
    case "vote":
      return <VoteStage key={key} {...props} />;
    default:
      return <DecideStage key={key} {...props} />;
  }
}
