import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useSession, useUndoState } from "@/session";
import { Shortcut } from "@/ui";
import classes from "./UndoButtons.module.css";

/** Undo and redo of one's own changes; others' are left alone. */
export function UndoButtons() {
  const { undo } = useSession();
  const { canUndo, canRedo } = useUndoState();
  return (
    <>
      <Tooltip label={<Label text="Undo your last change" keys="Mod+Z" />}>
        <ActionIcon
          size={32}
          aria-label="Undo"
          aria-disabled={!canUndo}
          className={classes.button}
          onClick={() => undo.undo()}
        >
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={<Label text="Redo" keys="Mod+Shift+Z" />}>
        <ActionIcon
          size={32}
          aria-label="Redo"
          aria-disabled={!canRedo}
          className={classes.button}
          onClick={() => undo.redo()}
        >
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function Label({ text, keys }: { text: string; keys: string }) {
  return (
    <span className={classes.label}>
      {text} <Shortcut keys={keys} />
    </span>
  );
}
