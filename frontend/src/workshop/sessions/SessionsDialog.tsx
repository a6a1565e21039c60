import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { KeyboardEvent } from "react";
import { Announcer } from "@/board/announce";
import classes from "./SessionsDialog.module.css";
import { SessionsPanel, type SessionsPanelProps } from "./SessionsPanel";

export interface SessionsDialogProps extends Omit<SessionsPanelProps, "onClose"> {
  opened: boolean;
  onClose(): void;
}

/** A board's sessions, in a dialog. */
export default function SessionsDialog({ opened, onClose, ...given }: SessionsDialogProps) {
  const phone = useMediaQuery("(max-width: 720px)");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      // Mantine would also close it for an Escape that is meant for a menu, a field or a drag in it.
      closeOnEscape={false}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        if (!isForInside(event)) onClose();
      }}
      title="Sessions"
      size={1080}
      fullScreen={phone}
      padding={0}
      classNames={{ content: classes.content, header: classes.header, body: classes.body }}
    >
      {/* What is said outside the dialog is not heard while it is open. */}
      <Announcer>
        <SessionsPanel {...given} onClose={onClose} />
      </Announcer>
    </Modal>
  );
}

/** Whether a key is for something open in the dialog: a menu or a form over it, a list, a drag. */
function isForInside({ target, currentTarget, defaultPrevented }: KeyboardEvent): boolean {
  return (
    defaultPrevented ||
    !(target instanceof Element) ||
    !currentTarget.contains(target) ||
    target.getAttribute("aria-expanded") === "true" ||
    currentTarget.querySelector("[data-dragging]") !== null
  );
}
