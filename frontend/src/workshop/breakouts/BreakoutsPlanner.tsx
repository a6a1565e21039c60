import { DndContext, DragOverlay, useDroppable } from "@dnd-kit/core";
import { Button } from "@mantine/core";
import { IconArrowsShuffle, IconPlayerPlay, IconUsersGroup } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { createPortal } from "react-dom";
import { telling } from "@/app/telling";
import { NO_ANNOUNCEMENTS } from "@/board/DragGhost";
import { besidePointer } from "@/board/drag";
import { newId } from "@/plan/ids";
import { EmptyState, PersonAvatar } from "@/ui";
import { NumberStepper } from "../agenda/NumberStepper";
import { useRunBreakouts, useSetBreakouts } from "../api";
import { useKept } from "../stage/decide/useKept";
import { LOOSE, useNoteDrag } from "../stage/group/useNoteDrag";
import type { Session } from "../types";
import { plural } from "../words";
import classes from "./Breakouts.module.css";
import { BreakoutsRunning } from "./BreakoutsRunning";
import { GroupCard } from "./GroupCard";
import { placed, usualGroups } from "./groups";
import { PersonChip } from "./PersonChip";
import {
  dealtInto,
  draftsOf,
  groupsOf,
  MOST_GROUPS,
  type PlannedGroup,
  resized,
  toPlace,
  USUAL_MINUTES,
  unplaced,
} from "./plan";

const anySeed = () => Math.floor(Math.random() * 2 ** 32);

/** Groups that work apart for a while: planning them, and seeing to them while they do. */
export function BreakoutsPlanner({
  session,
  me,
  canPlan,
  newSeed = anySeed,
}: {
  session: Session;
  me: Pick<Session["people"][number]["person"], "id">;
  canPlan: boolean;
  /** From what people are dealt out; by default something else each time. */
  newSeed?: () => number;
}) {
  const running = session.breakouts.some(({ state }) => state === "running");
  if (running) return <BreakoutsRunning session={session} canRun={canPlan} />;
  if (!canPlan) {
    return (
      <EmptyState titleOrder={3} icon={<IconUsersGroup size={22} />} title="Nobody works apart now">
        When the facilitator sends groups off, each shows here with its people and its time.
      </EmptyState>
    );
  }
  return <Planner session={session} me={me} newSeed={newSeed} />;
}

function Planner({
  session,
  me,
  newSeed,
}: {
  session: Session;
  me: { id: string };
  newSeed(): number;
}) {
  const [draft, setDraft, clearDraft] = useKept<PlannedGroup[] | null>(
    `planhall-breakouts ${me.id} ${session.id}`,
    () => null,
  );
  const set = useSetBreakouts(session.id);
  const run = useRunBreakouts(session.id);
  const [count, setCount] = useState<number | null>(null);
  const [minutes, setMinutes] = useState(USUAL_MINUTES);
  const groups = draft ?? groupsOf(session.breakouts);
  const people = toPlace(session);
  const live = session.state === "running" || session.state === "paused";

  const targets = [LOOSE, ...groups.map(({ key }) => key)];
  const nameOf = (target: string) =>
    target === LOOSE
      ? "In no group"
      : groups.find(({ key }) => key === target)?.title || "A group that is gone";
  const placeOf = (person: string) =>
    groups.find((group) => group.people.includes(person))?.key ?? LOOSE;
  const put = (person: string, target: string) => {
    const to = groups.findIndex(({ key }) => key === target);
    setDraft(placed(groups, person, to < 0 ? null : to));
  };
  const { drag, context } = useNoteDrag({ targets, placeOf, nameOf, onDrop: put });

  const wanted = count ?? usualGroups(people.length);
  function begin(atRandom: boolean) {
    const empty = resized([], wanted, newId).map((group) => ({ ...group, minutes }));
    setDraft(atRandom ? dealtInto(empty, session, newSeed()) : empty);
  }

  async function save(): Promise<boolean> {
    if (draft === null) return true;
    const held = session.breakouts.map(({ id }) => id);
    const saved = await telling(set.mutateAsync(draftsOf(draft, held)), {
      failed: "The groups were not saved",
    });
    if (saved) {
      clearDraft();
      setDraft(null);
    }
    return saved;
  }

  async function start() {
    if (!(await save())) return;
    await telling(run.mutateAsync({ do: "start" }), { failed: "The groups were not sent off" });
  }

  async function drop() {
    if (session.breakouts.length > 0) {
      const dropped = await telling(set.mutateAsync([]), { failed: "The groups were not dropped" });
      if (!dropped) return;
    }
    setDraft(null);
  }

  if (groups.length === 0) {
    return (
      <div className={classes.start}>
        <span className={classes.startIcon} aria-hidden="true">
          <IconUsersGroup size={24} stroke={1.5} />
        </span>
        <h3 className={classes.startTitle}>Work apart, in small groups</h3>
        <p className={classes.startText}>
          Each group has its own people, its own part of the plan and its own time. Then everyone
          comes back together.
        </p>
        <div className={classes.startFields}>
          <NumberStepper
            label="Groups"
            value={wanted}
            least={1}
            most={MOST_GROUPS}
            onChange={(value) => value !== null && setCount(value)}
          />
          <NumberStepper
            label="Minutes"
            unit="min"
            value={minutes}
            least={1}
            most={600}
            step={5}
            onChange={(value) => value !== null && setMinutes(value)}
          />
        </div>
        <div className={classes.startButtons}>
          <Button
            leftSection={<IconArrowsShuffle size={16} aria-hidden="true" />}
            disabled={people.length === 0}
            onClick={() => begin(true)}
          >
            Deal people out at random
          </Button>
          <Button variant="default" onClick={() => begin(false)}>
            Put them together by hand
          </Button>
        </div>
        <p className={classes.startNote}>
          {people.length === 0
            ? "People show here as they join the session. Name the groups now, and deal people out then."
            : `${plural(people.length, "person", "people")} to place. At random, those who speak for the same stakeholder group are spread evenly.`}
        </p>
      </div>
    );
  }

  const loose = unplaced(groups, session);
  const dragged = drag ? session.people.find(({ person }) => person.id === drag.note) : undefined;
  const chips = (ids: readonly string[], at: string) => (
    <ul className={classes.people}>
      {ids.map((id) => {
        const participant = session.people.find(({ person }) => person.id === id);
        if (!participant) return null;
        return (
          <PersonChip
            key={id}
            participant={participant}
            at={at}
            targets={targets}
            nameOf={nameOf}
            dragged={drag?.note === id}
            onMove={(target) => put(id, target)}
          />
        );
      })}
    </ul>
  );
  const busy = set.isPending || run.isPending;

  return (
    <div className={classes.planner}>
      <div className={classes.tools}>
        <NumberStepper
          label="Groups"
          value={groups.length}
          least={1}
          most={MOST_GROUPS}
          onChange={(value) => value !== null && setDraft(resized(groups, value, newId))}
        />
        <NumberStepper
          label="Minutes for all"
          unit="min"
          value={sameMinutes(groups)}
          least={1}
          most={600}
          step={5}
          none="mixed"
          onChange={(value) =>
            value !== null && setDraft(groups.map((group) => ({ ...group, minutes: value })))
          }
        />
        <Button
          variant="default"
          leftSection={<IconArrowsShuffle size={15} aria-hidden="true" />}
          disabled={people.length === 0}
          onClick={() => setDraft(dealtInto(groups, session, newSeed()))}
        >
          Deal out anew
        </Button>
      </div>
      <DndContext {...context} accessibility={NO_ANNOUNCEMENTS}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys */}
        <section className={classes.scroll} tabIndex={0} aria-label="Groups">
          <div className={classes.groups} data-dragging={drag !== null || undefined}>
            {(loose.length > 0 || drag !== null || people.length === 0) && (
              <Tray over={drag?.over === LOOSE} count={loose.length}>
                {people.length === 0 ? (
                  <p className={classes.nobody}>People show here as they join the session.</p>
                ) : (
                  chips(loose, LOOSE)
                )}
              </Tray>
            )}
            {groups.map((group) => (
              <GroupCard
                key={group.key}
                group={group}
                over={drag?.over === group.key}
                onChange={(change) =>
                  setDraft(
                    groups.map((one) => (one.key === group.key ? { ...one, ...change } : one)),
                  )
                }
                onRemove={
                  groups.length > 1
                    ? () => setDraft(groups.filter((one) => one.key !== group.key))
                    : undefined
                }
              >
                {chips(group.people, group.key)}
              </GroupCard>
            ))}
          </div>
        </section>
        {/* Not in the dialog: within a container it would not be where the pointer is. */}
        {createPortal(
          <DragOverlay dropAnimation={null} modifiers={[besidePointer]}>
            {drag && !drag.byKeyboard && dragged ? (
              <div className={classes.ghost} data-ghost>
                <PersonAvatar person={dragged.person} size={22} tooltip={false} />
                {dragged.person.name}
              </div>
            ) : null}
          </DragOverlay>,
          document.body,
        )}
      </DndContext>
      <footer className={classes.foot}>
        <span className={classes.state} role="status">
          {draft !== null
            ? "Not saved yet: kept in this tab"
            : loose.length > 0
              ? `${plural(loose.length, "person stays", "people stay")} with you`
              : "Saved"}
        </span>
        <Button variant="subtle" color="gray" disabled={busy} onClick={() => void drop()}>
          Drop the groups
        </Button>
        <Button
          variant="default"
          disabled={draft === null}
          loading={set.isPending}
          onClick={() => void save()}
        >
          Save for later
        </Button>
        <Button
          leftSection={<IconPlayerPlay size={15} aria-hidden="true" />}
          disabled={!live || groups.every((group) => group.people.length === 0)}
          loading={run.isPending}
          title={live ? undefined : "Once the session is on"}
          onClick={() => void start()}
        >
          Send them off
        </Button>
      </footer>
    </div>
  );
}

function sameMinutes(groups: readonly PlannedGroup[]): number | null {
  const minutes = new Set(groups.map((group) => group.minutes));
  return minutes.size === 1 ? (groups[0]?.minutes ?? null) : null;
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
        <h4 className={classes.trayName}>In no group</h4>
        <span className={classes.count}>{count}</span>
      </header>
      {children}
    </section>
  );
}
