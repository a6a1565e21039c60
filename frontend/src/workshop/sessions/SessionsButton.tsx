import { Button } from "@mantine/core";
import { IconPresentation } from "@tabler/icons-react";
import { useState } from "react";
import type { Board, Me } from "@/api";
import { SessionsDialog } from "./LazySessionsDialog";
import classes from "./SessionsButton.module.css";

/** Opens a board's sessions. */
export function SessionsButton({ board, me }: { board: Board; me: Pick<Me, "id"> }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        className={classes.button}
        leftSection={<IconPresentation size={15} aria-hidden="true" />}
        aria-haspopup="dialog"
        title="Workshops on this board"
        onClick={() => setOpened(true)}
      >
        <span className={classes.word}>Sessions</span>
      </Button>
      <SessionsDialog board={board} me={me} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
