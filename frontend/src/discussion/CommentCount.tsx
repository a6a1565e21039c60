import { IconMessage2 } from "@tabler/icons-react";
import classes from "./Buttons.module.css";
import { useDiscussion, useOpenThreads } from "./context";
import { openComments } from "./words";

/** How many threads are open on an item, where there are any; a press shows them. */
export function CommentCount({ itemId, name }: { itemId: string; name: string }) {
  const discussion = useDiscussion();
  const count = useOpenThreads(itemId);
  if (count === 0 || !discussion) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.count}
      aria-label={`${count} ${count === 1 ? "comment" : "comments"} on ${name}`}
      title={openComments(count)}
      data-comment-count={count}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        discussion.open({ item: itemId });
      }}
    >
      <IconMessage2 size={13} aria-hidden="true" />
      {/* Said in the label of the row. */}
      <span className={classes.drawn} data-count={count} />
    </button>
  );
}
