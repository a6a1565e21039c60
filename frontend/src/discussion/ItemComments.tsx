import { ActionIcon } from "@mantine/core";
import { IconMessage2, IconMessagePlus } from "@tabler/icons-react";
import classes from "./Buttons.module.css";
import { useDiscussion, useOpenThreads } from "./context";
import { openComments } from "./words";

/** In an open item: its open threads, and the way to begin one. */
export function ItemComments({ itemId }: { itemId: string }) {
  const discussion = useDiscussion();
  const count = useOpenThreads(itemId);
  if (!discussion) return null;
  const { mayWrite, open, begin } = discussion;
  return (
    <>
      {count > 0 && (
        <button
          type="button"
          className={classes.inPanel}
          aria-label={openComments(count)}
          title={openComments(count)}
          onClick={() => open({ item: itemId })}
        >
          <IconMessage2 size={16} aria-hidden="true" />
          <span aria-hidden="true">{count}</span>
        </button>
      )}
      {mayWrite && (
        <ActionIcon
          size="md"
          aria-label="Comment"
          title="Comment on this item"
          onClick={() => begin({ item: itemId, field: "item", anchor: null, quote: "" })}
        >
          <IconMessagePlus size={17} />
        </ActionIcon>
      )}
    </>
  );
}
