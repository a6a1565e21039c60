import { Modal } from "@mantine/core";
import type { Board } from "@/api";
import { InviteWays } from "./InviteWays";
import { PeopleList } from "./PeopleList";
import { invitableRoles } from "./roles";
import classes from "./ShareDialog.module.css";

/** Who is on a board, and the links that let others in; offers what one's own role may do. */
export function ShareDialog({
  board,
  opened,
  onClose,
}: {
  board: Board;
  opened: boolean;
  onClose: () => void;
}) {
  const mayInvite = invitableRoles(board.role).length > 0;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={560}
      title={
        <span className={classes.title}>
          Share <span className={classes.board}>{board.title}</span>
        </span>
      }
    >
      <div className={classes.body}>
        {mayInvite ? (
          <InviteWays board={board} />
        ) : (
          <p className={classes.note}>
            Owners and facilitators of this board can invite people. Ask one of them for a link.
          </p>
        )}
        <PeopleList board={board} onLeft={onClose} />
      </div>
    </Modal>
  );
}
