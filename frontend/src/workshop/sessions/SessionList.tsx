import { ActionIcon, Button, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import {
  IconChecks,
  IconChevronRight,
  IconCompass,
  IconDots,
  IconFileText,
  IconPlus,
  IconPresentation,
  IconTrash,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Me } from "@/api";
import { telling } from "@/app/telling";
import { usePlan } from "@/session";
import { EmptyState, LinkButton, PersonAvatars, RelativeTime } from "@/ui";
import { totalMinutes } from "../agenda/agenda";
import { useDeleteSession, useRun } from "../api";
import { fullMoment, shortMoment, zoneName } from "../forDays/moments";
import { openOn } from "../forDays/state";
import { currentActivity, type Session } from "../types";
import { useServerNow } from "../useClock";
import { minutesText, plural } from "../words";
import { grouped } from "./order";
import classes from "./Sessions.module.css";

/** Every session of a board: what is on, what is planned, what was. */
export function SessionList({
  sessions,
  me,
  canPlan,
  onPlan,
  onOpen,
}: {
  sessions: readonly Session[];
  me: Pick<Me, "id">;
  canPlan: boolean;
  /** `guided`: the one that leads a group through its first plan. */
  onPlan(guided: boolean): void;
  onOpen(session: Session): void;
}) {
  const { live, planned, past } = grouped(sessions);
  const isNew = usePlan().items.size === 0;
  if (sessions.length === 0) {
    return (
      <div className={classes.scroll}>
        {canPlan ? (
          <FirstSession onPlan={onPlan} />
        ) : (
          <EmptyState
            titleOrder={3}
            icon={<IconPresentation size={22} />}
            title="No session is planned yet"
          >
            A facilitator or an owner of this board plans one. It shows here at once.
          </EmptyState>
        )}
      </div>
    );
  }
  return (
    <div className={classes.scroll}>
      <div className={classes.inner}>
        {canPlan && (
          <div className={classes.listHead}>
            <Button
              leftSection={<IconPlus size={16} aria-hidden="true" />}
              onClick={() => onPlan(false)}
            >
              Plan a session
            </Button>
            {isNew && (
              <Button
                variant="default"
                leftSection={<IconCompass size={16} aria-hidden="true" />}
                onClick={() => onPlan(true)}
              >
                Your first plan, guided
              </Button>
            )}
          </div>
        )}
        <Group title="On now" sessions={live}>
          {(session) => <LiveRow session={session} onOpen={onOpen} />}
        </Group>
        <Group title="Planned" sessions={planned}>
          {(session) => (
            <PlannedRow session={session} me={me} canDelete={canPlan} onOpen={onOpen} />
          )}
        </Group>
        <Group title="Past" sessions={past}>
          {(session) => <PastRow session={session} onOpen={onOpen} />}
        </Group>
      </div>
    </div>
  );
}

function FirstSession({ onPlan }: { onPlan(guided: boolean): void }) {
  return (
    <div className={classes.first}>
      <span className={classes.firstIcon} aria-hidden="true">
        <IconCompass size={26} stroke={1.5} />
      </span>
      <h3 className={classes.firstTitle}>Draw up your first plan together</h3>
      <p className={classes.firstText}>
        A guided session leads your group through a real plan, from why you are here to who does
        what by when. Mission first, tools last. Everyone joins with a code, writes for themselves
        first, and has the same say.
      </p>
      <ol className={classes.firstSteps}>
        {[
          "Why are we here?",
          "Whom does it concern?",
          "Where to?",
          "What first?",
          "Who does what?",
        ].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className={classes.firstButtons}>
        <Button size="md" onClick={() => onPlan(true)}>
          Plan “Your first plan”
        </Button>
        <Button size="md" variant="default" onClick={() => onPlan(false)}>
          Plan another session
        </Button>
      </div>
    </div>
  );
}

function Group({
  title,
  sessions,
  children,
}: {
  title: string;
  sessions: readonly Session[];
  children(session: Session): ReactNode;
}) {
  if (sessions.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={classes.heading}>
        {title} <span className={classes.count}>{sessions.length}</span>
      </h3>
      <ul className={classes.sessions}>
        {sessions.map((session) => (
          <li key={session.id} className={classes.session} data-state={session.state}>
            {children(session)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function LiveRow({ session, onOpen }: { session: Session; onOpen(session: Session): void }) {
  const activity = currentActivity(session);
  const here = session.people.filter((one) => one.here).map(({ person }) => person);
  return (
    <>
      <OpenButton session={session} onOpen={onOpen}>
        <span className={classes.live}>
          <span className={classes.dot} aria-hidden="true" />
          {session.state === "paused" ? "Paused" : "Live"}
        </span>
        {activity && <span>{activity.title}</span>}
        {session.code && <span className={classes.code}>{session.code}</span>}
      </OpenButton>
      {here.length > 0 && <PersonAvatars people={here} max={4} size={24} />}
    </>
  );
}

function PlannedRow({
  session,
  me,
  canDelete,
  onOpen,
}: {
  session: Session;
  me: Pick<Me, "id">;
  canDelete: boolean;
  onOpen(session: Session): void;
}) {
  const remove = useDeleteSession();
  const run = useRun(session.id);
  const now = useServerNow(15_000);
  const open = openOn([session], now).length;
  const minutes = totalMinutes(session.activities);
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete “${session.title}”?`,
      children: "Its agenda is deleted with it. This cannot be undone.",
      labels: { confirm: "Delete the session", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () =>
        void telling(remove.mutateAsync(session), {
          failed: "The session was not deleted",
          done: `“${session.title}” is deleted`,
        }),
    });
  const askToEnd = () =>
    modals.openConfirmModal({
      title: `End “${session.title}”?`,
      children: `It goes to the past sessions, with its record.${
        open > 0 ? " What is open for days stays open until it closes." : ""
      } It does not begin again.`,
      labels: { confirm: "End the session", cancel: "Cancel" },
      onConfirm: () =>
        void telling(run.mutateAsync({ do: "end" }), { failed: "The session was not ended" }),
    });
  return (
    <>
      <OpenButton session={session} onOpen={onOpen}>
        <span>{plural(session.activities.length, "activity", "activities")}</span>
        {minutes > 0 && <span>{minutesText(minutes)}</span>}
        {session.starts_at === null ? (
          <span>
            planned <RelativeTime at={session.created_at} />
          </span>
        ) : (
          <span>
            begins <StartTime at={session.starts_at} />
          </span>
        )}
        {open > 0 && <span className={classes.live}>{open} open for days</span>}
      </OpenButton>
      {canDelete && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              size={32}
              className={classes.above}
              aria-label={`What to do with ${session.title}`}
            >
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {session.started_at === null ? (
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
                onClick={ask}
              >
                Delete
              </Menu.Item>
            ) : (
              <Menu.Item
                leftSection={<IconChecks size={16} stroke={1.75} aria-hidden="true" />}
                disabled={session.facilitator?.id !== me.id}
                onClick={askToEnd}
              >
                End
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

/** “Fri 18:00”, in the browser's zone, which is named on hover. */
function StartTime({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${fullMoment(date)}, ${zoneName()}`}>
      {shortMoment(date, new Date())}
    </time>
  );
}

function PastRow({ session, onOpen }: { session: Session; onOpen(session: Session): void }) {
  return (
    <>
      <OpenButton session={session} onOpen={onOpen}>
        {session.ended_at && (
          <span>
            ended <RelativeTime at={session.ended_at} />
          </span>
        )}
        <span>{plural(session.people.length, "person", "people")}</span>
        <span>{plural(session.activities.length, "activity", "activities")}</span>
      </OpenButton>
      <LinkButton
        to="/sessions/$sessionId/record"
        params={{ sessionId: session.id }}
        variant="default"
        size="compact-md"
        className={classes.above}
        leftSection={<IconFileText size={15} aria-hidden="true" />}
        aria-label={`Record of ${session.title}`}
      >
        Record
      </LinkButton>
    </>
  );
}

function OpenButton({
  session,
  onOpen,
  children,
}: {
  session: Session;
  onOpen(session: Session): void;
  children: ReactNode;
}) {
  return (
    <button type="button" className={classes.open} onClick={() => onOpen(session)}>
      <span className={classes.title}>{session.title}</span>
      <span className={classes.facts}>{children}</span>
      <IconChevronRight size={16} className={classes.go} aria-hidden="true" />
    </button>
  );
}
