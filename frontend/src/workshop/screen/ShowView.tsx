import { IconUsersGroup } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { Board } from "@/api";
import { PersonAvatar } from "@/ui";
import { ActivityIcon } from "../ActivityIcon";
import { useDecisions, workshopKeys } from "../api";
import { JoinCode } from "../join/JoinCode";
import { clockText } from "../remaining";
import { DecisionCard } from "../stage/decide/DecisionCard";
import { Results } from "../stage/results/Results";
import { takingPart } from "../stage/stageProps";
import { USUAL_SCORE } from "../stage/vote/scale";
import type { Activity, Breakout, Decision, Session } from "../types";
import { useRemaining } from "../useClock";
import { activityKindName, minutesText, plural } from "../words";
import { BigNotes } from "./BigNotes";
import { Pages } from "./Pages";
import classes from "./ShowView.module.css";
import type { Show } from "./show";

export function ShowView({
  show,
  session,
  board,
}: {
  show: Show;
  session: Session | null;
  board: Board;
}) {
  switch (show.show) {
    case "nothing":
      return (
        <div className={classes.center}>
          <h2 className={classes.huge}>{board.title}</h2>
          <p className={classes.lead}>No session is on. It shows here as soon as one starts.</p>
        </div>
      );
    case "welcome":
      return <Welcome session={show.session} next={show.next} />;
    case "end":
      return <End session={show.session} />;
    case "breakouts":
      return <Breakouts breakouts={show.breakouts} session={session} />;
    case "writing":
      return (
        <Framed activity={show.activity}>
          <Writing activity={show.activity} />
        </Framed>
      );
    case "notes":
      return (
        <Framed activity={show.activity} small>
          {session && <BigNotes session={session} source={show.source} />}
        </Framed>
      );
    case "voting":
      return (
        <Framed activity={show.activity}>
          {session && <Voting activity={show.activity} session={session} />}
        </Framed>
      );
    case "result":
      return (
        <Framed activity={show.activity} small>
          <Pages>
            <Outcome activity={show.activity} />
            {session && <Decided session={session} activity={show.activity} />}
          </Pages>
        </Framed>
      );
    default:
      return (
        <Framed activity={show.activity}>
          <Pages>
            {show.activity.settings.options.length > 0 && (
              <Options titles={show.activity.settings.options.map(({ title }) => title)} />
            )}
            {session && <Decided session={session} activity={show.activity} />}
            {show.vote && <Outcome activity={show.vote} />}
          </Pages>
        </Framed>
      );
  }
}

/** What one is to do, in words for the back of the room; small where it is done already. */
function Framed({
  activity,
  small = false,
  children,
}: {
  activity: Activity;
  small?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.framed} data-small={small || undefined}>
      <header className={classes.head}>
        <p className={classes.kind}>
          <ActivityIcon kind={activity.kind} size={28} />
          {activityKindName(activity.kind)}
        </p>
        <h2 className={classes.title}>{activity.title}</h2>
        {!small && activity.instructions !== "" && (
          <p className={classes.instructions}>{activity.instructions}</p>
        )}
      </header>
      {children}
    </div>
  );
}

function Outcome({ activity }: { activity: Activity }) {
  if (!activity.result) return null;
  return (
    <div className={classes.outcome}>
      <Results result={activity.result} highest={activity.settings.max ?? USUAL_SCORE} large />
    </div>
  );
}

/** Blank notes, one for each that was written: that much everyone may know. */
function Writing({ activity }: { activity: Activity }) {
  const { notes, people_with_notes: people } = activity.progress;
  return (
    <div className={classes.counts}>
      <p className={classes.count} role="status">
        <strong>{notes}</strong>
        <span>
          {notes === 1 ? "note" : "notes"}
          {people > 0 ? ` from ${plural(people, "person", "people")}` : " so far"}
          {activity.settings.anonymous ? ", without names" : ""}
        </span>
      </p>
      <div className={classes.blanks} aria-hidden="true">
        {Array.from({ length: Math.min(notes, MOST_BLANKS) }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blank notes have nothing else to be known by
          <span key={index} style={{ rotate: `${((index * 37) % 9) - 4}deg` }} />
        ))}
      </div>
      <p className={classes.quiet}>Each writes alone. All notes are shown together.</p>
    </div>
  );
}

const MOST_BLANKS = 60;

function Voting({ activity, session }: { activity: Activity; session: Session }) {
  const { ballots } = activity.progress;
  const people = Math.max(takingPart(session), ballots);
  const share = people === 0 ? 0 : ballots / people;
  return (
    <>
      <div className={classes.turnout}>
        <p className={classes.count} role="status">
          <strong>
            {ballots} of {people}
          </strong>
          <span>{people === 1 ? "has" : "have"} voted</span>
        </p>
        <span className={classes.meter} aria-hidden="true">
          <span style={{ transform: `scaleX(${share})` }} />
        </span>
      </div>
      <Pages>
        <Options titles={activity.settings.options.map(({ title }) => title)} />
      </Pages>
    </>
  );
}

function Options({ titles }: { titles: readonly string[] }) {
  return (
    <ol className={classes.options} data-many={titles.length > 6 || undefined}>
      {titles.map((title, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same name
        <li key={index}>{title}</li>
      ))}
    </ol>
  );
}

/** The decisions of an activity, as soon as they are written down. */
function Decided({ session, activity }: { session: Session; activity: Activity }) {
  const taken = useDecisionsOf(session).filter((one) => one.activity === activity.id);
  if (taken.length === 0) return null;
  return (
    <div className={classes.decided}>
      {taken.map((decision) => (
        <DecisionCard key={decision.id} decision={decision} />
      ))}
    </div>
  );
}

function useDecisionsOf({ id, revision }: Session): readonly Decision[] {
  const queries = useQueryClient();
  const decisions = useDecisions(id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a decision is a change of the session
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: workshopKeys.decisions(id) });
  }, [queries, id, revision]);
  return decisions.data ?? [];
}

function Welcome({ session, next }: { session: Session; next: Activity | null }) {
  const here = session.people.filter((one) => one.here).map(({ person }) => person);
  return (
    <div className={classes.welcome}>
      <div className={classes.greeting}>
        <h2 className={classes.huge}>{session.title}</h2>
        <p className={classes.lead}>
          {session.code === null
            ? "The session starts soon."
            : next
              ? `Next: ${next.title}${next.minutes > 0 ? `, ${minutesText(next.minutes)}` : ""}`
              : "Welcome"}
        </p>
        {here.length > 0 && (
          <ul className={classes.here} aria-label="Who is here">
            {here.slice(0, MOST_HERE).map((person) => (
              <li key={person.id}>
                <PersonAvatar person={person} size={52} tooltip={false} />
                <span>{person.name}</span>
              </li>
            ))}
            {here.length > MOST_HERE && <li>and {here.length - MOST_HERE} more</li>}
          </ul>
        )}
      </div>
      {session.code !== null && (
        <div className={classes.join}>
          <JoinCode code={session.code} look="screen" />
        </div>
      )}
    </div>
  );
}

const MOST_HERE = 24;

function Breakouts({
  breakouts,
  session,
}: {
  breakouts: readonly Breakout[];
  session: Session | null;
}) {
  return (
    <div className={classes.framed}>
      <header className={classes.head}>
        <p className={classes.kind}>
          <IconUsersGroup size={28} stroke={1.75} aria-hidden="true" /> Groups
        </p>
        <h2 className={classes.title}>Work in your groups</h2>
      </header>
      <Pages>
        <ul className={classes.groups}>
          {breakouts.map((breakout) => (
            <Group key={breakout.id} breakout={breakout} session={session} />
          ))}
        </ul>
      </Pages>
    </div>
  );
}

function Group({ breakout, session }: { breakout: Breakout; session: Session | null }) {
  const left = useRemaining(breakout);
  return (
    <li>
      <h3>
        {breakout.title}
        {left?.limited && (
          <span className={classes.groupTime} data-over={left.over || undefined}>
            {left.over ? "Time is up" : clockText(left.seconds)}
          </span>
        )}
      </h3>
      <ul>
        {breakout.people.map((id) => {
          const person = session?.people.find((one) => one.person.id === id)?.person;
          return (
            person && (
              <li key={id}>
                <PersonAvatar person={person} size={36} tooltip={false} />
                {person.name}
              </li>
            )
          );
        })}
      </ul>
    </li>
  );
}

function End({ session }: { session: Session }) {
  const decisions = useDecisionsOf(session);
  return (
    <div className={decisions.length > 0 ? classes.framed : classes.center}>
      <h2 className={classes.huge}>Thank you</h2>
      <p className={classes.lead}>
        {decisions.length > 0 ? "What you decided:" : `“${session.title}” has ended.`}
      </p>
      {decisions.length > 0 && (
        <Pages>
          <div className={classes.decided}>
            {decisions.map((decision) => (
              <DecisionCard key={decision.id} decision={decision} />
            ))}
          </div>
        </Pages>
      )}
    </div>
  );
}
