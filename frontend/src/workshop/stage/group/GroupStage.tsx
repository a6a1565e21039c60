import { Button } from "@mantine/core";
import { IconEye, IconLayersIntersect, IconLock } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { telling } from "@/app/telling";
import { EmptyState, RowSkeletons } from "@/ui";
import { useNotes, useReveal, workshopKeys } from "../../api";
import { type Activity, mayFacilitate } from "../../types";
import { StageFrame } from "../StageFrame";
import { StageProblem } from "../StageProblem";
import { type StageProps, sourceOf } from "../stageProps";
import { GroupBoard } from "./GroupBoard";

/** Putting revealed ideas into groups, together. */
export function GroupStage(props: StageProps) {
  const source = sourceOf(props.activity, props.session.activities);
  return (
    <StageFrame activity={props.activity} wide>
      {source === null ? (
        <EmptyState icon={<IconLayersIntersect size={22} />} title="There is nothing to group">
          Grouping works on the ideas of an activity before it, and there is none.
        </EmptyState>
      ) : source.progress.revealed ? (
        <Grouping {...props} source={source} />
      ) : (
        <Hidden {...props} source={source} />
      )}
    </StageFrame>
  );
}

/** The ideas are still their authors' own. */
function Hidden({ session, source, facilitating }: StageProps & { source: Activity }) {
  const reveal = useReveal({ session: session.id, activity: source.id });
  return (
    <EmptyState
      icon={<IconLock size={22} />}
      title={`The notes of “${source.title}” are not revealed yet`}
      actions={
        facilitating && (
          <Button
            leftSection={<IconEye size={16} />}
            loading={reveal.isPending}
            onClick={() =>
              void telling(reveal.mutateAsync(), { failed: "The notes were not revealed" })
            }
          >
            Reveal all notes
          </Button>
        )
      }
    >
      They can be grouped when everyone sees them.
    </EmptyState>
  );
}

function Grouping(props: StageProps & { source: Activity }) {
  const { session, source, role } = props;
  const of = { session: session.id, activity: source.id };
  const queries = useQueryClient();
  const notes = useNotes(of);
  useEffect(() => {
    // What was fetched before the reveal is one's own notes only.
    void queries.invalidateQueries({ queryKey: workshopKeys.notes(source.id) });
  }, [queries, source.id]);
  if (!notes.data) {
    if (notes.isError) {
      return <StageProblem error={notes.error} onRetry={() => void notes.refetch()} />;
    }
    return <RowSkeletons label="Loading the notes" />;
  }
  if (notes.data.length === 0) {
    return (
      <EmptyState icon={<IconLayersIntersect size={22} />} title="There is nothing to group">
        Nobody wrote anything in “{source.title}”.
      </EmptyState>
    );
  }
  const canGroup = mayFacilitate(role) || (role === "editor" && session.lock === "open");
  return <GroupBoard of={of} notes={notes.data} clusters={source.clusters} canGroup={canGroup} />;
}
