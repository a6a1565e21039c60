import { PersonAvatar } from "@/ui";
import { TableOf } from "./Card";
import classes from "./Page.module.css";
import type { PersonCounts, Report } from "./types";
import { WAYS } from "./types";
import { totalOf, wayNames } from "./words";

/** What each did, for those who facilitate. */
export function PeopleTable({
  report,
  people,
}: {
  report: Report;
  people: readonly PersonCounts[];
}) {
  const groups = new Map(report.groups.map(({ id, name }) => [id, name]));
  if (people.length === 0) {
    return <p className={classes.quiet}>Nobody who may be named did anything in this time.</p>;
  }
  return (
    <TableOf
      label="Table of people"
      columns={[
        "Person",
        "Speaks for",
        ...WAYS.map((way) => wayNames[way]),
        "All",
        "Answers",
        "Sessions",
        "Hands",
      ]}
      rows={people.map(({ person, group, counts, answers, sessions, hands }) => ({
        key: person.id,
        name: person.name,
        head: (
          <span className={classes.person}>
            <PersonAvatar person={person} size={24} tooltip={false} />
            {person.name}
          </span>
        ),
        cells: [
          (group !== null && groups.get(group)) || "–",
          ...WAYS.map((way) => counts[way] ?? 0),
          totalOf(counts),
          answers,
          sessions,
          hands,
        ],
      }))}
    />
  );
}
