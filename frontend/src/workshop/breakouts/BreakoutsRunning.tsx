import { Button } from "@mantine/core";
import { IconArrowBackUp, IconPlus } from "@tabler/icons-react";
import { telling } from "@/app/telling";
import { useItem } from "@/session";
import { KindIcon, PersonAvatar } from "@/ui";
import { useRunBreakouts } from "../api";
import { clockText, clockWords } from "../remaining";
import type { Breakout, Session } from "../types";
import { useRemaining } from "../useClock";
import { plural } from "../words";
import classes from "./Breakouts.module.css";

/** By how much a group's time is extended. */
const MORE_MINUTES = 2;

/** The groups that are off: who is where, on what, and how long still. */
export function BreakoutsRunning({ session, canRun }: { session: Session; canRun: boolean }) {
  const run = useRunBreakouts(session.id);
  const running = session.breakouts.filter(({ state }) => state !== "planned");
  const away = new Set(running.flatMap(({ people }) => people));
  const extend = (breakout: string | null) =>
    void telling(run.mutateAsync({ do: "extend", minutes: MORE_MINUTES, breakout }), {
      failed: "The time was not extended",
    });
  return (
    <div className={classes.planner}>
      <div className={classes.tools} data-running>
        <p className={classes.runningWords}>
          <strong>{plural(running.length, "group")} at work</strong>
          <span>{plural(away.size, "person", "people")} in breakouts</span>
        </p>
        {canRun && (
          <>
            <Button
              variant="default"
              leftSection={<IconPlus size={15} aria-hidden="true" />}
              disabled={run.isPending}
              onClick={() => extend(null)}
            >
              {MORE_MINUTES} min for all
            </Button>
            <Button
              leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
              loading={run.isPending && run.variables?.do === "end"}
              onClick={() =>
                void telling(run.mutateAsync({ do: "end" }), {
                  failed: "Not everyone was brought back",
                })
              }
            >
              Bring everyone back
            </Button>
          </>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys */}
      <section className={classes.scroll} tabIndex={0} aria-label="Groups">
        <div className={classes.groups}>
          {running.map((breakout) => (
            <RunningGroup
              key={breakout.id}
              breakout={breakout}
              session={session}
              onExtend={canRun ? () => extend(breakout.id) : undefined}
            />
          ))}
        </div>
      </section>
    </div>
  );
}

function RunningGroup({
  breakout,
  session,
  onExtend,
}: {
  breakout: Breakout;
  session: Session;
  onExtend?(): void;
}) {
  const left = useRemaining(breakout);
  const part = useItem(breakout.part);
  const people = breakout.people.flatMap(
    (id) => session.people.find(({ person }) => person.id === id) ?? [],
  );
  return (
    <section className={classes.group} aria-label={breakout.title}>
      <header className={classes.head}>
        <h4 className={classes.runningName}>{breakout.title}</h4>
        {left?.limited && (
          <span
            className={classes.clock}
            role="timer"
            data-over={left.over || undefined}
            aria-label={left.over ? "The time is up" : `${clockWords(left.seconds)} left`}
          >
            {left.over ? "Time is up" : clockText(left.seconds)}
          </span>
        )}
      </header>
      {left?.limited && (
        <div className={classes.left} aria-hidden="true">
          <span style={{ width: `${left.fraction * 100}%` }} data-over={left.over || undefined} />
        </div>
      )}
      <p className={classes.part}>
        {part ? (
          <>
            <KindIcon kind={part.kind} size={14} />
            {part.title || "Untitled"}
          </>
        ) : (
          "The whole plan"
        )}
      </p>
      <ul className={classes.people}>
        {people.map(({ person, here }) => (
          <li key={person.id} className={classes.person} data-away={!here || undefined}>
            <PersonAvatar person={person} size={24} tooltip={false} />
            <span className={classes.personWords}>
              <span className={classes.personName}>{person.name}</span>
              {!here && <span className={classes.personFacts}>not here now</span>}
            </span>
          </li>
        ))}
      </ul>
      {onExtend && (
        <Button
          size="compact-sm"
          variant="default"
          className={classes.extend}
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          aria-label={`${MORE_MINUTES} min more for ${breakout.title}`}
          onClick={onExtend}
        >
          {MORE_MINUTES} min
        </Button>
      )}
    </section>
  );
}
