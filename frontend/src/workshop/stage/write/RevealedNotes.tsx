import { IconNotes } from "@tabler/icons-react";
import { useId } from "react";
import { EmptyState } from "@/ui";
import { inGroups } from "../../inGroups";
import type { Activity, Note } from "../../types";
import { plural } from "../../words";
import { NoteCard } from "./NoteCard";
import classes from "./RevealedNotes.module.css";

/** Everyone's notes; by group, where they are grouped. */
export function RevealedNotes({
  notes,
  activity,
}: {
  notes: readonly Note[];
  activity: Pick<Activity, "clusters">;
}) {
  const name = useId();
  if (notes.length === 0) {
    return (
      <EmptyState icon={<IconNotes size={22} />} title="No notes">
        Nobody wrote anything here.
      </EmptyState>
    );
  }
  return (
    <div className={classes.groups}>
      {inGroups(notes, activity.clusters).map((group) => (
        <section key={group.id} aria-labelledby={`${name}-${group.id}`}>
          <h3 className={classes.heading} id={`${name}-${group.id}`}>
            {group.title}{" "}
            <span className={classes.count} title={plural(group.notes.length, "note")}>
              {group.notes.length}
            </span>
          </h3>
          <ul className={classes.cards}>
            {group.notes.map((note) => (
              <li key={note.id}>
                <NoteCard
                  text={note.text}
                  color={note.color}
                  author={note.author}
                  mine={note.mine}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
