import { IconCircleCheck } from "@tabler/icons-react";
import { ColorTag, PersonAvatar } from "@/ui";
import classes from "./Charts.module.css";
import type { Report } from "./types";
import { percent, plural } from "./words";

/** Whose voice is not in it yet: groups of the plan, and people as numbers. */
export function MissingVoices({ report }: { report: Report }) {
  const { missing, groups } = report;
  const absent = groups.filter(({ id }) => missing.groups.includes(id));
  const heard = missing.could - missing.silent;
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return (
    <>
      <h3 className={classes.subtitle}>Stakeholder groups</h3>
      {groups.length === 0 ? (
        <p className={classes.quiet}>The plan has no stakeholder groups.</p>
      ) : absent.length === 0 ? (
        <p className={classes.good}>
          <IconCircleCheck size={16} aria-hidden="true" /> Somebody took part for each group.
        </p>
      ) : (
        <>
          <p className={classes.quiet}>Nobody took part for:</p>
          <ul className={classes.tags}>
            {absent.map(({ id, name, color }) => (
              <li key={id}>
                <ColorTag color={color} seed={id}>
                  {name || "Unnamed group"}
                </ColorTag>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className={classes.subtitle}>People on the board</h3>
      <div
        className={classes.meter}
        role="img"
        aria-label={`${heard} of ${missing.could} were heard`}
      >
        <span style={{ width: `${percent(heard, missing.could)}%` }} />
      </div>
      <p className={classes.quiet}>
        {heard} of {plural(missing.could, "person", "people")} contributed or came to a session.
      </p>
      {missing.silent_groups.length > 0 && (
        <ul className={classes.channels} aria-label="Not heard yet, by group">
          {missing.silent_groups.map(({ group, people }) => (
            <li key={group ?? ""}>
              <span className={classes.channel}>
                {group === null ? "No group named" : names.get(group)}
              </span>
              <span className={classes.number}>{people} not heard yet</span>
            </li>
          ))}
        </ul>
      )}
      {missing.people !== null && missing.people.length > 0 && (
        <>
          <h3 className={classes.subtitle}>Worth asking</h3>
          <ul className={classes.people}>
            {missing.people.map((person) => (
              <li key={person.id}>
                <PersonAvatar person={person} size={24} tooltip={false} />
                {person.name}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
