import { PersonAvatars } from "@/ui";
import { ActivityIcon } from "../ActivityIcon";
import type { Activity, Session } from "../types";
import { minutesText, plural } from "../words";
import classes from "./Waiting.module.css";

/** Between activities: nothing to do, and that is all right. */
export function Waiting({ session, next }: { session: Session; next: Activity | null }) {
  const here = session.people.filter((one) => one.here).map(({ person }) => person);
  const begun = session.state !== "planned";
  return (
    <div className={classes.waiting}>
      <div className={classes.breath} aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      <h2 className={classes.title}>{begun ? "A moment to breathe" : "You are in"}</h2>
      <p className={classes.text}>
        {begun
          ? "The next activity shows here by itself."
          : "The session has not started. It shows here by itself."}
      </p>
      {next && (
        <div className={classes.next}>
          <ActivityIcon kind={next.kind} size={22} />
          <span>
            <span className={classes.label}>Next</span>
            {next.title}
          </span>
          {next.minutes > 0 && <span className={classes.label}>{minutesText(next.minutes)}</span>}
        </div>
      )}
      {here.length > 0 && (
        <div className={classes.here}>
          <PersonAvatars people={here} max={7} size={30} />
          {plural(here.length, "person", "people")} here
        </div>
      )}
    </div>
  );
}
