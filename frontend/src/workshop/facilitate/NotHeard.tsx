import { PersonAvatar } from "@/ui";
import type { Present } from "../room/present";
import { plural } from "../words";
import classes from "./FacilitatorPanel.module.css";
import { notHeard, takers } from "./voices";

/** Who is here and did not take part yet: somebody to be asked, not to be counted. */
export function NotHeard({ session, activity }: Present) {
  const quiet = notHeard(session);
  const known = session.people.some(({ spoke }) => spoke !== null);
  const here = takers(session).filter(
    (one) => one.here && one.person.id !== session.facilitator?.id,
  );
  const now = activity && partIn(activity);
  return (
    <>
      {here.length === 0 ? (
        <p className={classes.quiet}>Nobody else is here yet.</p>
      ) : !known ? (
        <p className={classes.quiet}>Counting…</p>
      ) : quiet.length === 0 ? (
        <p className={classes.quiet}>Everyone who is here has taken part.</p>
      ) : (
        <ul className={classes.list}>
          {quiet.map(({ person }) => (
            <li key={person.id}>
              <PersonAvatar person={person} size={26} tooltip={false} />
              <span className={classes.name}>{person.name}</span>
            </li>
          ))}
        </ul>
      )}
      {quiet.length > 0 && (
        <p className={classes.note}>
          They may be listening, thinking, or waiting to be asked. Ask one of them next.
        </p>
      )}
      {now && <p className={classes.note}>{now}</p>}
    </>
  );
}

/** How many took part in what is on; not who, which is theirs until it is shown. */
function partIn({ kind, progress }: NonNullable<Present["activity"]>): string | null {
  if (kind === "vote") {
    return `In this vote: ${plural(progress.ballots, "ballot")} so far.`;
  }
  if (kind === "brainstorm" || kind === "write" || kind === "checkin") {
    return `In this activity: ${plural(progress.people_with_notes, "person has", "people have")} written something.`;
  }
  return null;
}
