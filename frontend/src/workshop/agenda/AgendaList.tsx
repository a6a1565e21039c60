import { DndContext, DragOverlay } from "@dnd-kit/core";
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Fragment, useRef } from "react";
import { createPortal } from "react-dom";
import { NO_ANNOUNCEMENTS } from "@/board/DragGhost";
import { besidePointer } from "@/board/drag";
import { ActivityIcon } from "../ActivityIcon";
import type { Activity, ActivityKind } from "../types";
import { minutesText } from "../words";
import { AddActivityMenu } from "./AddActivityMenu";
import classes from "./Agenda.module.css";
import { AddingRow, AgendaRow, type RowActions } from "./AgendaRow";
import type { Adding } from "./useAgenda";
import { useAgendaDrag } from "./useAgendaDrag";

/** The activities in order, and between any two of them a place for another one. */
export function AgendaList({
  activities,
  adding,
  selected,
  canPlan,
  actions,
  onAdd,
  onRecipe,
}: {
  activities: readonly Activity[];
  adding: readonly Adding[];
  selected: string | null;
  canPlan: boolean;
  actions: RowActions;
  onAdd(kind: ActivityKind, before: string | null): void;
  onRecipe(before: string | null): void;
}) {
  const listRef = useRef<HTMLOListElement>(null);
  const { drag, context } = useAgendaDrag({ rows: activities, listRef, onMove: actions.onMove });
  const dragged = drag && activities.find(({ id }) => id === drag.id);
  const at = drag ? activities.findIndex(({ id }) => id === drag.id) : -1;
  const lineAt = drag && drag.gap !== at && drag.gap !== at + 1 ? drag.gap : null;
  const pending = (before: string | null) =>
    adding
      .filter((one) => one.before === before)
      .map(({ id, draft }) => (
        <li key={id}>
          <AddingRow draft={draft} />
        </li>
      ));

  return (
    <DndContext {...context} accessibility={NO_ANNOUNCEMENTS}>
      <ol
        ref={listRef}
        className={classes.list}
        aria-label="Agenda"
        data-dragging={drag !== null || undefined}
      >
        {activities.map((activity, index) => (
          <Fragment key={activity.id}>
            {pending(activity.id)}
            <li className={classes.step} data-line={lineAt === index || undefined}>
              {canPlan && activity.state === "planned" && (
                <Between
                  before={activity}
                  onAdd={(kind) => onAdd(kind, activity.id)}
                  onRecipe={() => onRecipe(activity.id)}
                />
              )}
              <AgendaRow
                activity={activity}
                index={index}
                activities={activities}
                selected={selected === activity.id}
                dragged={drag?.id === activity.id}
                canPlan={canPlan}
                actions={actions}
              />
            </li>
          </Fragment>
        ))}
        {pending(null)}
        {lineAt === activities.length && <li className={classes.endLine} aria-hidden="true" />}
      </ol>
      {canPlan && (
        <AddActivityMenu
          onAdd={(kind) => onAdd(kind, null)}
          onRecipe={() => onRecipe(null)}
          target={
            <Button
              variant="default"
              className={classes.addLast}
              leftSection={<IconPlus size={15} aria-hidden="true" />}
            >
              Add an activity
            </Button>
          }
        />
      )}
      {/* Not in the dialog: within a container it would not be where the pointer is. */}
      {createPortal(
        <DragOverlay dropAnimation={null} modifiers={[besidePointer]}>
          {drag && !drag.byKeyboard && dragged ? (
            <div className={classes.ghost} data-ghost>
              <ActivityIcon kind={dragged.kind} />
              <span className={classes.cut}>{dragged.title}</span>
              <span className={classes.ghostTime}>{minutesText(dragged.minutes)}</span>
            </div>
          ) : null}
        </DragOverlay>,
        document.body,
      )}
    </DndContext>
  );
}

/** The gap before an activity: a button that shows when one points at it. */
function Between({
  before,
  onAdd,
  onRecipe,
}: {
  before: Activity;
  onAdd(kind: ActivityKind): void;
  onRecipe(): void;
}) {
  return (
    <AddActivityMenu
      onAdd={onAdd}
      onRecipe={onRecipe}
      target={
        <button
          type="button"
          className={classes.between}
          aria-label={`Add an activity before ${before.title}`}
        >
          <span className={classes.plus} aria-hidden="true">
            <IconPlus size={12} stroke={2.5} />
          </span>
        </button>
      }
    />
  );
}
