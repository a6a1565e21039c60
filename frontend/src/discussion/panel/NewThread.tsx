import { usePlan } from "@/session";
import { useComments } from "../context";
import type { Place } from "../types";
import { Composer } from "../write/Composer";
import classes from "./Panel.module.css";

/** A thread that is not begun yet: what it is about, and its first words. */
export function NewThread({ id, place }: { id: string; place: Place }) {
  const { drafts, send } = useComments();
  const { items } = usePlan();
  const target = `new ${id}` as const;
  const item = place.item === null ? null : items.get(place.item);
  const name = item ? item.title.trim() || "Untitled" : null;
  return (
    <div className={classes.thread} data-active data-new-thread={id}>
      <p className={classes.newAbout}>
        {place.anchor ? (
          <q className={classes.quote}>{place.quote}</q>
        ) : (
          <span className={classes.whole}>{name ?? "On the board"}</span>
        )}
      </p>
      <Composer
        target={target}
        label="New comment"
        placeholder="Comment, @ names somebody"
        autoFocus
        onSend={(body) => {
          send({ place }, body);
          return true;
        }}
        onCancel={() => drafts.drop(target)}
      />
    </div>
  );
}
