import { Button } from "@mantine/core";
import { IconEyeOff, IconLock } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { telling } from "@/app/telling";
import { EmptyState, RowSkeletons } from "@/ui";
import { useBallot, useClose, workshopKeys } from "../../api";
import { type Ballot, mayTakePart } from "../../types";
import { plural } from "../../words";
import { DecisionSection } from "../decide/DecisionSection";
import { Results } from "../results/Results";
import { StageFrame } from "../StageFrame";
import { StageProblem } from "../StageProblem";
import { placeOf, type StageProps, takingPart } from "../stageProps";
import { AnswerBallot } from "./AnswerBallot";
import { CONSENT, scores, YES_NO } from "./answers";
import classes from "./Ballot.module.css";
import { BallotStatus } from "./BallotStatus";
import { keepKnown } from "./ballot";
import { DotsBallot } from "./DotsBallot";
import { GridBallot } from "./GridBallot";
import { LateOptions } from "./LateOptions";
import type { BallotProps } from "./options";
import { RankedBallot } from "./RankedBallot";
import { USUAL_SCORE } from "./scale";
import { useBallotSaver } from "./useBallotSaver";
import { VoteCount } from "./VoteCount";

/** A vote: one's secret ballot until it is closed, then the result, and the decision from it. */
export function VoteStage(props: StageProps) {
  const { session, activity, facilitating } = props;
  const { progress, result, settings } = activity;
  const close = useClose(placeOf(props));
  return (
    <StageFrame
      activity={activity}
      tag={
        progress.closed ? (
          "Closed"
        ) : (
          <>
            <IconLock size={13} aria-hidden="true" /> Secret
          </>
        )
      }
      foot={
        !progress.closed && (
          <>
            <VoteCount
              ballots={progress.ballots}
              people={activity.closes_at === null ? takingPart(session) : null}
            />
            {facilitating && (
              <Button
                disabled={settings.options.length === 0}
                loading={close.isPending}
                onClick={() =>
                  void telling(close.mutateAsync(), { failed: "The vote was not closed" })
                }
              >
                Close the vote and show the result
              </Button>
            )}
          </>
        )
      }
    >
      {result ? (
        <>
          <Results result={result} highest={settings.max ?? USUAL_SCORE} />
          <DecisionSection {...props} />
        </>
      ) : (
        <Voting {...props} />
      )}
    </StageFrame>
  );
}

function Voting(props: StageProps) {
  const { activity, role } = props;
  const ballot = useBallot(placeOf(props), { enabled: mayTakePart(role) });
  if (activity.settings.options.length === 0) {
    return props.facilitating ? (
      <LateOptions {...props} />
    ) : (
      <EmptyState icon={<IconEyeOff size={22} />} title="There is nothing to vote on yet">
        The options are the ideas of an activity before. They show as soon as those are revealed.
      </EmptyState>
    );
  }
  if (!mayTakePart(role)) {
    return (
      <EmptyState icon={<IconLock size={22} />} title="People are voting">
        You can read this board, so you see the result when the vote is closed.
      </EmptyState>
    );
  }
  if (ballot.data === undefined) {
    if (ballot.isError) {
      return <StageProblem error={ballot.error} onRetry={() => void ballot.refetch()} />;
    }
    return <RowSkeletons label="Loading your ballot" count={4} />;
  }
  return <OwnBallot {...props} fetched={ballot.data} />;
}

function OwnBallot({ fetched, ...props }: StageProps & { fetched: Ballot | null }) {
  const { activity } = props;
  const { settings, progress } = activity;
  const queries = useQueryClient();
  const { draft, state, edit } = useBallotSaver(placeOf(props), fetched);
  const refused = state.step === "refused";
  useEffect(() => {
    // What is on the server is what counts: ask it.
    if (refused) void queries.invalidateQueries({ queryKey: workshopKeys.ballot(activity.id) });
  }, [refused, queries, activity.id]);

  const ids = settings.options.map(({ id }) => id);
  const given: BallotProps = {
    options: settings.options,
    choices: keepKnown(draft.choices, ids),
    readOnly: progress.closed,
    onEdit: (change) =>
      edit((now) => {
        const choices = change(keepKnown(now.choices, ids));
        return choices === now.choices ? now : { ...now, choices };
      }),
  };
  const answered = Object.keys(given.choices).length;
  return (
    <>
      <Fields {...given} activity={activity} />
      {!progress.closed && (
        <Words
          wanted={wantsWords(given)}
          consent={settings.method === "consent"}
          value={draft.comment}
          onChange={(comment) => edit((now) => ({ ...now, comment }))}
        />
      )}
      <p className={classes.saved}>
        <BallotStatus state={state} voted={answered > 0 || draft.comment !== ""} />
        {answered > 0 && ids.length > 1 && settings.method !== "dots" && (
          <span className={classes.answered}>
            {answered} of {plural(ids.length, "option")}
          </span>
        )}
      </p>
    </>
  );
}

function Fields({ activity, ...given }: BallotProps & Pick<StageProps, "activity">) {
  const { method, dots, max } = activity.settings;
  switch (method) {
    case "dots":
      return <DotsBallot {...given} rules={{ budget: dots, most: max ?? undefined }} />;
    case "ranked":
      return <RankedBallot {...given} />;
    case "score":
      return <AnswerBallot {...given} answers={scores(max ?? USUAL_SCORE)} />;
    case "grid":
      return <GridBallot {...given} />;
    case "yesno":
      return <AnswerBallot {...given} answers={YES_NO} />;
    default:
      return <AnswerBallot {...given} answers={CONSENT} />;
  }
}

function wantsWords({ choices }: BallotProps): boolean {
  return Object.values(choices).some((choice) => choice === "objection" || choice === "concern");
}

/** Words beside one's vote, for whoever has any; asked for where one objects. */
function Words({
  wanted,
  consent,
  value,
  onChange,
}: {
  wanted: boolean;
  consent: boolean;
  value: string;
  onChange(text: string): void;
}) {
  const id = useId();
  const [opened, setOpened] = useState(value !== "");
  if (!wanted && !opened && value === "") {
    return (
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={classes.say}
        onClick={() => setOpened(true)}
      >
        Say something with your vote
      </Button>
    );
  }
  return (
    <div className={classes.words}>
      <label htmlFor={id}>
        {consent && wanted ? "What is it, and what would have to change?" : "Your words"}
      </label>
      <textarea
        id={id}
        value={value}
        maxLength={4000}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <span id={`${id}-note`} className={classes.wordsNote}>
        Shown to everyone with the result, without your name.
      </span>
    </div>
  );
}
