import { Button } from "@mantine/core";
import { IconEye, IconLock } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { telling } from "@/app/telling";
import { noticeWithUndo } from "@/item";
import { EmptyState, RowSkeletons } from "@/ui";
import { useChangeNote, useDeleteNote, useNotes, useReveal, workshopKeys } from "../../api";
import { mayTakePart, type Note } from "../../types";
import { plural } from "../../words";
import { StageFrame } from "../StageFrame";
import { StageProblem } from "../StageProblem";
import { placeOf, type StageProps } from "../stageProps";
import { notePrompt } from "../words";
import { NoteCard, WaitingNoteCard } from "./NoteCard";
import type { WaitingNote } from "./NoteOutbox";
import classes from "./Notes.module.css";
import { PrivateNotes } from "./PrivateNotes";
import { RevealedNotes } from "./RevealedNotes";
import { useNoteOutbox } from "./useNoteOutbox";

/** Writing alone, then everyone's notes: brainstorm, silent writing, check-in. */
export function WriteStage(props: StageProps) {
  const { activity, facilitating } = props;
  const { progress } = activity;
  const reveal = useReveal(placeOf(props));
  return (
    <StageFrame
      activity={activity}
      tag={
        progress.revealed ? (
          <>
            <IconEye size={13} aria-hidden="true" /> Revealed
          </>
        ) : (
          <>
            <IconLock size={13} aria-hidden="true" />
            {activity.settings.anonymous ? "Private, without names" : "Private, with names"}
          </>
        )
      }
      foot={
        facilitating && !progress.revealed ? (
          <>
            <span role="status">
              {plural(progress.notes, "note")} from{" "}
              {plural(progress.people_with_notes, "person", "people")}
            </span>
            <Button
              leftSection={<IconEye size={16} />}
              disabled={progress.notes === 0}
              loading={reveal.isPending}
              onClick={() =>
                void telling(reveal.mutateAsync(), { failed: "The notes were not revealed" })
              }
            >
              Reveal all notes
            </Button>
          </>
        ) : undefined
      }
    >
      <Notes {...props} />
    </StageFrame>
  );
}

function Notes(props: StageProps) {
  const { activity, me, role } = props;
  const of = placeOf(props);
  const { revealed } = activity.progress;
  const queries = useQueryClient();
  const notes = useNotes(of);
  const change = useChangeNote(of);
  const remove = useDeleteNote(of);
  const outbox = useNoteOutbox(of, me.id);

  useEffect(() => {
    // What was fetched before the reveal is one's own notes only.
    if (revealed) void queries.invalidateQueries({ queryKey: workshopKeys.notes(activity.id) });
  }, [revealed, queries, activity.id]);

  if (!notes.data) {
    if (notes.isError) {
      return <StageProblem error={notes.error} onRetry={() => void notes.refetch()} />;
    }
    return <RowSkeletons label="Loading the notes" />;
  }
  if (revealed) {
    return (
      <>
        <TooLate waiting={outbox.waiting} before="the reveal" onDrop={outbox.drop} />
        <RevealedNotes notes={notes.data} activity={activity} />
      </>
    );
  }
  if (activity.progress.closed) {
    return (
      <>
        <TooLate waiting={outbox.waiting} before="it closed" onDrop={outbox.drop} />
        <ClosedNotes notes={notes.data.filter((note) => note.mine)} />
      </>
    );
  }
  if (!mayTakePart(role)) {
    return (
      <EmptyState icon={<IconLock size={22} />} title="People are writing">
        {plural(activity.progress.notes, "note")} so far. You see them when they are revealed.
      </EmptyState>
    );
  }
  const mine = notes.data.filter((note) => note.mine);
  const removeWithUndo = (note: Note) => {
    void telling(remove.mutateAsync(note.id), { failed: "The note was not deleted" });
    noticeWithUndo({
      id: `note-${note.id}`,
      message: "Your note is deleted",
      undo: () => outbox.add(note.text, note.color ?? "yellow"),
    });
  };
  return (
    <PrivateNotes
      notes={mine}
      waiting={outbox.waiting}
      away={outbox.away}
      others={{
        notes: activity.progress.notes - mine.length,
        people: activity.progress.people_with_notes - (mine.length > 0 ? 1 : 0),
      }}
      anonymous={activity.settings.anonymous}
      placeholder={notePrompt(activity.kind)}
      draftKey={`planhall-note ${me.id} ${activity.id}`}
      onAdd={outbox.add}
      onChange={(id, words) =>
        void telling(change.mutateAsync({ id, ...words }), { failed: "The note was not changed" })
      }
      onDelete={removeWithUndo}
      onDrop={({ id }) => outbox.drop(id)}
    />
  );
}

/** Nobody writes any more, and nothing is revealed yet. */
function ClosedNotes({ notes }: { notes: readonly Note[] }) {
  return (
    <>
      <EmptyState icon={<IconLock size={22} />} title="Closed">
        Nobody writes any more. Everyone sees the notes when they are revealed.
      </EmptyState>
      {notes.length > 0 && (
        <ul className={classes.notes} aria-label="Your notes">
          {notes.map((note) => (
            <li key={note.id}>
              <NoteCard text={note.text} color={note.color} mine />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Notes that did not get to the server before the reveal: nobody else has them. */
function TooLate({
  waiting,
  before,
  onDrop,
}: {
  waiting: readonly WaitingNote[];
  /** What it was that they came after. */
  before: string;
  onDrop(id: string): void;
}) {
  if (waiting.length === 0) return null;
  return (
    <section className={classes.late} aria-label="Not sent in time">
      <p className={classes.lateWords}>
        These notes of yours did not get through before {before}. Nobody else has them.
      </p>
      <ul className={classes.notes}>
        {waiting.map((note) => (
          <li key={note.id}>
            <WaitingNoteCard
              text={note.text}
              color={note.color}
              refused={note.refused ?? "Not sent"}
              away={false}
              onDrop={() => onDrop(note.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
