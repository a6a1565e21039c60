import { Button } from "@mantine/core";
import { IconMessage2 } from "@tabler/icons-react";
import { shortcutKeys } from "@/ui";
import classes from "./Buttons.module.css";
import { useComments, useOpenTotal, usePanel } from "./context";
import { openComments } from "./words";

/** Opens the comments of the board, and says how many threads are open. */
export function CommentsButton() {
  const { toggle } = useComments();
  const { opened } = usePanel();
  const count = useOpenTotal();
  return (
    <Button
      variant="default"
      size="compact-md"
      className={classes.header}
      data-on={opened || undefined}
      leftSection={<IconMessage2 size={16} aria-hidden="true" />}
      aria-label={`Comments: ${count} open`}
      aria-expanded={opened}
      title={`${count > 0 ? openComments(count) : "Comments"} (${shortcutKeys("C").join("")})`}
      onClick={toggle}
    >
      <span className={classes.number} data-none={count === 0 || undefined} data-open-threads>
        {count}
      </span>
    </Button>
  );
}
