import { useDraggable } from "@dnd-kit/core";
import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconCopy,
  IconDots,
  IconGripVertical,
  IconTrash,
} from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { useItem } from "@/session";
import { KindIcon } from "@/ui";
import { ActivityIcon } from "../ActivityIcon";
import { shortMoment } from "../forDays/moments";
import { isOpen } from "../forDays/state";
import type { Activity, ActivityDraft } from "../types";
import { useServerNow } from "../useClock";
import { minutesText } from "../words";
import classes from "./Agenda.module.css";
import { stepWords } from "./agenda";

export interface RowActions {
  onOpen(id: string): void;
  onMove(id: string, before: string | null): void;
  onDuplicate(activity: Activity): void;
  onRemove(activity: Activity): void;
}

const icon = { size: 16, stroke: 1.75, "aria-hidden": true } as const;

/** One activity of an agenda: dragged to its place, opened to say more of it. */
export function AgendaRow({
  activity,
  index,
  activities,
  selected,
  dragged,
  canPlan,
  actions,
}: {
  activity: Activity;
  index: number;
  activities: readonly Activity[];
  selected: boolean;
  dragged: boolean;
  canPlan: boolean;
  actions: RowActions;
}) {
  const { id, title, state } = activity;
  const planned = state === "planned";
  const canMove = canPlan && planned;
  const { setNodeRef, listeners } = useDraggable({ id, disabled: !canMove });
  const name = title || "Untitled activity";

  const step = (by: -1 | 1) => {
    const to = by < 0 ? activities[index - 1] : activities[index + 2];
    const possible = by < 0 ? index > 0 : index < activities.length - 1;
    if (possible) actions.onMove(id, to?.id ?? null);
  };

  function takeKey(event: KeyboardEvent) {
    if (!canMove || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    const focused = event.target instanceof HTMLElement ? event.target : null;
    step(event.key === "ArrowUp" ? -1 : 1);
    // A row that is put elsewhere in the page loses the focus.
    requestAnimationFrame(() => focused?.focus());
  }

  return (
    <div
      ref={setNodeRef}
      className={classes.row}
      data-activity={id}
      data-state={state}
      data-selected={selected || undefined}
      data-dragged={dragged || undefined}
      data-movable={canMove || undefined}
      {...listeners}
      onKeyDownCapture={takeKey}
    >
      {canMove ? (
        <button
          type="button"
          data-drag
          className={classes.grip}
          aria-label={`Move ${name}: press M, then the arrow keys`}
          title="Drag, or press M"
        >
          <IconGripVertical size={15} aria-hidden="true" />
        </button>
      ) : (
        <span className={classes.grip} aria-hidden="true" />
      )}
      <span className={classes.badge} aria-hidden="true">
        {state === "done" ? (
          <IconCheck size={15} stroke={2.25} />
        ) : (
          <ActivityIcon kind={activity.kind} />
        )}
      </span>
      <button
        type="button"
        data-drag
        data-opens={id}
        className={classes.open}
        aria-current={selected || undefined}
        onClick={() => actions.onOpen(id)}
      >
        <span className={classes.rowTitle}>{name}</span>
        <span className={classes.rowWords}>
          {activity.closes_at !== null && <ClosingWords activity={activity} />}
          {!planned && activity.closes_at === null && (
            <span className={classes.state}>{state === "done" ? "Done" : "On now"}</span>
          )}
          {stepWords(activity)}
          {activity.part !== null && <PartName item={activity.part} />}
        </span>
      </button>
      <span className={classes.minutes} data-none={activity.minutes <= 0 || undefined}>
        {minutesText(activity.minutes)}
      </span>
      {canPlan && (
        <Menu position="bottom-end" width={196}>
          <Menu.Target>
            <ActionIcon size={30} className={classes.more} aria-label={`What to do with ${name}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {planned && (
              <>
                <Menu.Item
                  leftSection={<IconArrowUp {...icon} />}
                  disabled={index === 0}
                  onClick={() => step(-1)}
                >
                  Move up
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconArrowDown {...icon} />}
                  disabled={index === activities.length - 1}
                  onClick={() => step(1)}
                >
                  Move down
                </Menu.Item>
              </>
            )}
            <Menu.Item
              leftSection={<IconCopy {...icon} />}
              onClick={() => actions.onDuplicate(activity)}
            >
              Duplicate
            </Menu.Item>
            {planned && activity.closes_at === null && (
              <>
                <Menu.Divider />
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash {...icon} />}
                  onClick={() => actions.onRemove(activity)}
                >
                  Delete
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** An activity that is on its way to the server. */
export function AddingRow({ draft }: { draft: ActivityDraft }) {
  return (
    <div className={classes.row} data-adding>
      <span className={classes.grip} />
      <span className={classes.badge} aria-hidden="true">
        <ActivityIcon kind={draft.kind} />
      </span>
      <span className={classes.open}>
        <span className={classes.rowTitle}>{draft.title}</span>
        <span className={classes.rowWords}>Adding…</span>
      </span>
      <span className={classes.minutes}>{minutesText(draft.minutes)}</span>
    </div>
  );
}

/** Until when it is open for days. */
function ClosingWords({ activity }: { activity: Activity }) {
  const now = useServerNow(15_000);
  if (!isOpen(activity, now)) return <span className={classes.state}>Closed</span>;
  return (
    <span className={classes.state}>
      Open until {shortMoment(new Date(activity.closes_at ?? now), new Date(now))}
    </span>
  );
}

function PartName({ item }: { item: string }) {
  const found = useItem(item);
  if (!found) return null;
  return (
    <span className={classes.partName}>
      <KindIcon kind={found.kind} size={13} />
      <span className={classes.cut}>{found.title || "Untitled"}</span>
    </span>
  );
}
