import { IconHandStop, IconPlayerPause } from "@tabler/icons-react";
import { PersonAvatar } from "@/ui";
import { timerLook } from "../bar/timing";
import { useTimeSignal } from "../bar/useTimeSignal";
import { JoinCode } from "../join/JoinCode";
import { clockText, clockWords } from "../remaining";
import { longestBreakout } from "../room/breakouts";
import { type Activity, currentActivity, type Session } from "../types";
import { useRemaining } from "../useClock";
import classes from "./Rail.module.css";
import type { Show } from "./show";

/** More would not be read; the rest is a number. */
const MOST_HANDS = 5;

/** Beside what is on: the time left, who wants to speak, and how to join. */
export function Rail({ session, show }: { session: Session; show: Show }) {
  const timed = show.show === "breakouts" ? longestBreakout(session) : currentActivity(session);
  return (
    <aside className={classes.rail} aria-label="Time, hands and how to join">
      {timed && <BigTimer of={timed} />}
      <Hands session={session} />
      {session.code !== null && (
        <div className={classes.join}>
          <JoinCode code={session.code} look={session.hands.length > 0 ? "strip" : "screen"} />
        </div>
      )}
    </aside>
  );
}

function BigTimer({ of }: { of: Pick<Activity, "id" | "timer" | "minutes"> }) {
  const left = useRemaining(of);
  useTimeSignal(of.id, left);
  const look = timerLook(left);
  if (!left || look === "none") return null;
  return (
    <div
      role="timer"
      className={classes.timer}
      data-look={look}
      data-seconds={left.seconds}
      data-long={left.seconds >= 3600 || undefined}
      aria-label={look === "over" ? "Time is up" : `${clockWords(left.seconds)} left`}
    >
      <span className={classes.clock} aria-hidden="true">
        {look === "over" ? "Time is up" : clockText(left.seconds)}
      </span>
      <span className={classes.track} aria-hidden="true">
        <span style={{ transform: `scaleX(${left.fraction})` }} />
      </span>
      {look === "paused" && (
        <span className={classes.paused}>
          <IconPlayerPause aria-hidden="true" /> Paused
        </span>
      )}
    </div>
  );
}

function Hands({ session }: { session: Session }) {
  const people = session.hands.flatMap(
    (id) => session.people.find(({ person }) => person.id === id)?.person ?? [],
  );
  if (people.length === 0) return null;
  const shown = people.slice(0, MOST_HANDS);
  return (
    <section className={classes.hands} aria-labelledby="screen-hands">
      <h2 id="screen-hands" className={classes.heading}>
        <IconHandStop aria-hidden="true" /> Who speaks next
      </h2>
      <ol>
        {shown.map((person, index) => (
          <li key={person.id} data-next={index === 0 || undefined}>
            <PersonAvatar person={person} size={44} tooltip={false} />
            <span>{person.name}</span>
          </li>
        ))}
      </ol>
      {people.length > shown.length && (
        <p className={classes.more}>and {people.length - shown.length} more</p>
      )}
    </section>
  );
}
