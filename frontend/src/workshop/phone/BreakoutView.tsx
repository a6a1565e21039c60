import { IconMessages } from "@tabler/icons-react";
import { usePlan } from "@/session";
import { KindIcon, kindName, PersonAvatar } from "@/ui";
import type { Breakout, Session } from "../types";
import classes from "./BreakoutView.module.css";
import { outlineOf } from "./scene";

/** A glance at the part; the whole is on the board. */
const MOST_ROWS = 40;

/** The group in which one works apart: who is in it, and the part of the plan that it is about. */
export function BreakoutView({
  session,
  breakout,
  me,
}: {
  session: Session;
  breakout: Breakout;
  me: string;
}) {
  const plan = usePlan();
  const { rows, more } = outlineOf(plan, breakout.part, MOST_ROWS);
  const people = breakout.people.flatMap(
    (id) => session.people.find(({ person }) => person.id === id) ?? [],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys
    <section className={classes.group} tabIndex={0} aria-label="Your group">
      <p className={classes.kind}>
        <IconMessages size={16} stroke={1.75} aria-hidden="true" /> Your group
      </p>
      <h2 className={classes.title}>{breakout.title}</h2>
      <ul className={classes.people}>
        {people.map(({ person, here }) => (
          <li key={person.id} data-away={!here || undefined}>
            <PersonAvatar person={person} size={32} tooltip={false} present={here} />
            {person.id === me ? "You" : person.name}
            {!here && <span className={classes.away}>away</span>}
          </li>
        ))}
      </ul>
      <h3 className={classes.heading}>
        {breakout.part === null ? "The plan" : "Your part of the plan"}
      </h3>
      {rows.length === 0 ? (
        <p className={classes.none}>There is nothing in it yet.</p>
      ) : (
        <ul className={classes.outline}>
          {rows.map(({ id, kind, title, depth }) => (
            <li key={id} style={{ paddingInlineStart: `${Math.min(depth, 6) * 18}px` }}>
              <KindIcon kind={kind} size={16} label={kindName(kind)} />
              <span data-empty={title === "" || undefined}>{title || "Untitled"}</span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className={classes.none}>And {more} more on the board.</p>}
    </section>
  );
}
