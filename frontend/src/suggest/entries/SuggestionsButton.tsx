import { Button, Menu } from "@mantine/core";
import { IconPencilQuestion } from "@tabler/icons-react";
import { useOpenCount, useSuggesting } from "../Suggesting";
import classes from "./Entries.module.css";

/** Opens a board's suggestions, and says how many are open. */
export function SuggestionsButton() {
  const { show } = useSuggesting();
  const number = useOpenCount();
  return (
    <Button
      variant="default"
      size="compact-md"
      className={classes.button}
      leftSection={<IconPencilQuestion size={15} aria-hidden="true" />}
      aria-haspopup="dialog"
      title="Suggestions for this plan"
      data-none={number === 0 || undefined}
      onClick={() => show()}
    >
      <span className={classes.word}>Suggestions</span>
      {/* In its name the number is a word of its own. */}{" "}
      {number > 0 && (
        <span className={classes.count}>
          {number}
          <span className={classes.unseen}> open</span>
        </span>
      )}
    </Button>
  );
}

/** The same in the board's menu, where there is always room. */
export function SuggestionsMenuItem() {
  const { show } = useSuggesting();
  const number = useOpenCount();
  return (
    <Menu.Item
      leftSection={<IconPencilQuestion size={16} stroke={1.75} />}
      rightSection={number > 0 ? <span className={classes.number}>{number}</span> : null}
      onClick={() => show()}
    >
      Suggestions
    </Menu.Item>
  );
}
