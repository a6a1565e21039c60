import { VisuallyHidden } from "@mantine/core";
import { type CSSProperties, useSyncExternalStore } from "react";
import classes from "./FloatingReactions.module.css";
import { FLOATS_MS, type Floating } from "./floating";

/** Reactions that float by over the board. Nothing of it can be pressed or is in the way. */
export default function FloatingReactions({ floating }: { floating: Floating }) {
  const now = useSyncExternalStore(floating.subscribe, floating.getSnapshot);
  const last = now.at(-1);
  return (
    <div className={classes.layer} data-reactions={now.length}>
      {now.map(({ key, emoji, name, at }) => (
        <span
          key={key}
          className={classes.reaction}
          style={{ "--at": at, "--floats": `${FLOATS_MS}ms` } as CSSProperties}
          aria-hidden="true"
        >
          <span className={classes.emoji}>{emoji}</span>
          <span className={classes.name}>{name}</span>
        </span>
      ))}
      <VisuallyHidden role="status">{last && `${last.name}: ${last.emoji}`}</VisuallyHidden>
    </div>
  );
}
