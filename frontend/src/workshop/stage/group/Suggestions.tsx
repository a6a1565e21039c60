import { Button } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { Note } from "../../types";
import { plural } from "../../words";
import type { Group } from "./arrange";
import classes from "./Group.module.css";

/** Groups that the words of the notes suggest: to take or to leave. */
export function Suggestions({
  suggested,
  notes,
  onAccept,
  onDismiss,
}: {
  suggested: readonly Group[];
  notes: ReadonlyMap<string, Note>;
  onAccept(group: Group): void;
  onDismiss(group: Group): void;
}) {
  return (
    <section className={classes.suggestions} aria-label="Suggested groups">
      <div className={classes.suggestHead}>
        <h3 className={classes.heading}>{plural(suggested.length, "suggested group")}</h3>
        <span>By likeness of words only: you know better what belongs together.</span>
      </div>
      <ul className={classes.suggested}>
        {suggested.map((group) => (
          <li key={group.id} className={classes.suggestion}>
            <p className={classes.suggestTitle}>{group.title}</p>
            <ul>
              {group.notes.map((id) => (
                <li key={id}>{notes.get(id)?.text}</li>
              ))}
            </ul>
            <div className={classes.suggestButtons}>
              <Button
                size="compact-sm"
                leftSection={<IconCheck size={14} />}
                onClick={() => onAccept(group)}
              >
                Make this group
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                leftSection={<IconX size={14} />}
                onClick={() => onDismiss(group)}
              >
                No
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
