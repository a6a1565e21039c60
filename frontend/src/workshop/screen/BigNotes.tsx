import { useQueryClient } from "@tanstack/react-query";
import { type CSSProperties, useEffect, useId } from "react";
import { ProblemState } from "@/app/ErrorPages";
import { useNotes, workshopKeys } from "../api";
import { inGroups } from "../inGroups";
import paper from "../stage/NoteColors.module.css";
import type { Activity, Session } from "../types";
import classes from "./BigNotes.module.css";
import { Pages } from "./Pages";
import { noteSize } from "./show";

/** Everyone's notes for the back of the room, by group as they are put into groups. */
export function BigNotes({ session, source }: { session: Session; source: Activity }) {
  const name = useId();
  const queries = useQueryClient();
  const notes = useNotes({ session: session.id, activity: source.id });
  useEffect(() => {
    // What was fetched before the reveal is one's own notes only.
    void queries.invalidateQueries({ queryKey: workshopKeys.notes(source.id) });
  }, [queries, source.id]);
  if (!notes.data) return notes.isError ? <ProblemState error={notes.error} /> : null;
  if (notes.data.length === 0) return <p className={classes.none}>Nobody wrote anything.</p>;
  const groups = inGroups(notes.data, source.clusters);
  return (
    <Pages>
      <div
        className={classes.groups}
        data-grouped={source.clusters.length > 0 || undefined}
        style={{ "--note-size": `${noteSize(notes.data)}rem` } as CSSProperties}
      >
        {groups.map((group) => (
          <section key={group.id} aria-labelledby={`${name}-${group.id}`}>
            <h3
              id={`${name}-${group.id}`}
              className={source.clusters.length > 0 ? classes.heading : classes.hidden}
            >
              {group.title} <span>{group.notes.length}</span>
            </h3>
            <ul className={classes.notes}>
              {group.notes.map(({ id, text, color, author }) => (
                <li key={id} className={`${classes.note} ${paper.paper}`} data-color={color}>
                  {text}
                  {author && <span className={classes.author}>{author.name}</span>}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Pages>
  );
}
