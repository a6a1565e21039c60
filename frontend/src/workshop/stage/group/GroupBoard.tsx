import { DndContext, DragOverlay, useDroppable } from "@dnd-kit/core";
import { Button } from "@mantine/core";
import { IconPlus, IconSparkles } from "@tabler/icons-react";
import { type ReactNode, useMemo, useState } from "react";
import { telling } from "@/app/telling";
import { NO_ANNOUNCEMENTS } from "@/board/DragGhost";
import { besidePointer } from "@/board/drag";
import { type ActivityPlace, usePromote, useSuggestedClusters } from "../../api";
import type { Cluster, Note } from "../../types";
import { plural } from "../../words";
import { NoteCard } from "../write/NoteCard";
import { type Group, loose, stillOpen } from "./arrange";
import { DraggableNote } from "./DraggableNote";
import classes from "./Group.module.css";
import { GroupBox } from "./GroupBox";
import { Suggestions } from "./Suggestions";
import { useArrangement } from "./useArrangement";
import { LOOSE, NEW, useNoteDrag } from "./useNoteDrag";

/** Until somebody gives it another. */
const NEW_NAME = "New group";

/** The notes, in their groups and outside them. */
export function GroupBoard({
  of,
  notes,
  clusters: given,
  canGroup,
}: {
  of: ActivityPlace;
  notes: readonly Note[];
  clusters: readonly Cluster[];
  canGroup: boolean;
}) {
  const arrangement = useArrangement(of, given);
  const { clusters } = arrangement;
  const promote = usePromote(of);
  const byId = useMemo(() => new Map(notes.map((note) => [note.id, note])), [notes]);
  const free = loose(
    notes.map(({ id }) => id),
    clusters,
  );
  const suggestions = useSuggestions(of, clusters);

  const targets = [LOOSE, ...clusters.map(({ id }) => id), NEW];
  const nameOf = (target: string) => {
    if (target === LOOSE) return "In no group";
    if (target === NEW) return "A new group";
    return clusters.find(({ id }) => id === target)?.title ?? "A group that is gone";
  };
  const placeOf = (note: string) => clusters.find((one) => one.notes.includes(note))?.id ?? LOOSE;
  const put = (note: string, target: string) => {
    if (target === placeOf(note)) return;
    if (target === NEW) void arrangement.make([note], NEW_NAME, { name: true });
    else void arrangement.move(note, target === LOOSE ? null : target);
  };
  const { drag, context } = useNoteDrag({ targets, placeOf, nameOf, onDrop: put });
  const dragged = drag ? byId.get(drag.note) : undefined;

  const list = (ids: readonly string[], at: string) => (
    <ul className={classes.notes}>
      {ids.map((id) => {
        const note = byId.get(id);
        if (!note) return null;
        return (
          <DraggableNote
            key={id}
            note={note}
            at={at}
            targets={targets}
            nameOf={nameOf}
            dragged={drag?.note === id}
            canMove={canGroup}
            onMove={(target) => put(id, target)}
          />
        );
      })}
    </ul>
  );

  return (
    <DndContext {...context} accessibility={NO_ANNOUNCEMENTS}>
      {canGroup && (
        <div className={classes.tools}>
          <span className={classes.left} role="status">
            {free.length === 0
              ? "Every note is in a group"
              : `${plural(free.length, "note")} in no group yet`}
          </span>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconSparkles size={15} />}
            loading={suggestions.asking}
            disabled={free.length < 2}
            onClick={suggestions.ask}
          >
            Suggest groups
          </Button>
        </div>
      )}
      {suggestions.asked && suggestions.open.length === 0 && (
        <p className={classes.none} role="status">
          No notes are alike enough to suggest a group.
        </p>
      )}
      {suggestions.open.length > 0 && (
        <Suggestions
          suggested={suggestions.open}
          notes={byId}
          onAccept={(group) => void arrangement.make(group.notes, group.title)}
          onDismiss={suggestions.dismiss}
        />
      )}
      <div className={classes.board} data-dragging={drag !== null || undefined}>
        {(free.length > 0 || clusters.length === 0 || drag !== null) && (
          <Tray over={drag?.over === LOOSE} count={free.length}>
            {list(free, LOOSE)}
          </Tray>
        )}
        {clusters.map((cluster) => (
          <GroupBox
            key={cluster.id}
            cluster={cluster}
            canGroup={canGroup}
            fresh={arrangement.fresh === cluster.id}
            over={drag?.over === cluster.id}
            onRename={(title) => void arrangement.rename(cluster.id, title)}
            onRemove={() => void arrangement.remove(cluster.id)}
            onPromote={(kind) =>
              void telling(promote.mutateAsync({ cluster: cluster.id, kind }), {
                failed: "That did not get into the plan",
                done: `“${cluster.title}” is in the plan, with its ideas below it`,
              })
            }
          >
            {list(cluster.notes, cluster.id)}
          </GroupBox>
        ))}
        {canGroup && (
          <NewGroup
            over={drag?.over === NEW}
            onMake={() => void arrangement.make([], NEW_NAME, { name: true })}
          />
        )}
      </div>
      <DragOverlay dropAnimation={null} modifiers={[besidePointer]}>
        {drag && !drag.byKeyboard && dragged ? (
          <div className={classes.ghost}>
            <NoteCard text={dragged.text} color={dragged.color} />
          </div>
        ) : null}
      </DragOverlay>
    </DndContext>
  );
}

function Tray({ over, count, children }: { over: boolean; count: number; children: ReactNode }) {
  const { setNodeRef } = useDroppable({ id: LOOSE });
  return (
    <section
      ref={setNodeRef}
      className={classes.tray}
      data-group={LOOSE}
      data-over={over || undefined}
      aria-label="In no group"
    >
      <header className={classes.head}>
        <h3 className={classes.name}>In no group</h3>
        <span className={classes.count}>{count}</span>
      </header>
      {children}
    </section>
  );
}

function NewGroup({ over, onMake }: { over: boolean; onMake(): void }) {
  const { setNodeRef } = useDroppable({ id: NEW });
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={classes.new}
      data-group={NEW}
      data-over={over || undefined}
      onClick={onMake}
    >
      <IconPlus size={16} aria-hidden="true" />
      New group
      <span className={classes.newHint}>or drop a note here</span>
    </button>
  );
}

/** What the service suggests, without what one has turned down or is sorted meanwhile. */
function useSuggestions(of: ActivityPlace, clusters: readonly Cluster[]) {
  const query = useSuggestedClusters(of);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const suggested = useMemo<readonly Group[]>(
    () => (query.data ?? []).map(({ title, notes }) => ({ id: notes.join(" "), title, notes })),
    [query.data],
  );
  return {
    open: stillOpen(suggested, clusters).filter(({ id }) => !dismissed.has(id)),
    asked: query.data !== undefined && suggested.length === 0,
    asking: query.isFetching,
    ask: () => {
      setDismissed(new Set());
      void telling(
        query.refetch({ throwOnError: true }).then(() => undefined),
        { failed: "No suggestions came" },
      );
    },
    dismiss: ({ id }: Group) => setDismissed((now) => new Set([...now, id])),
  };
}
