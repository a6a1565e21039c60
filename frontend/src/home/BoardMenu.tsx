import { ActionIcon, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconDoorExit,
  IconDots,
  IconDownload,
  IconLink,
  IconPencil,
  IconShare2,
  IconTrash,
} from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { type Board, useChangeBoard, useDuplicateBoard, useMe, useRemovePerson } from "@/api";
import { telling } from "@/app/telling";
import { ExportMenuItems } from "@/share/ExportMenuItems";
import { copyText } from "@/ui";
import { DeleteBoardDialog } from "./DeleteBoardDialog";
import { NameDialog } from "./NameDialog";

const ShareDialog = lazy(async () => ({
  default: (await import("@/share/ShareDialog")).ShareDialog,
}));

/** What one may do with a board from outside it. */
export function BoardMenu({ board }: { board: Board }) {
  const me = useMe().data;
  const change = useChangeBoard();
  const duplicate = useDuplicateBoard();
  const leave = useRemovePerson(board.id);
  const [dialog, setDialog] = useState<"rename" | "delete" | "share" | null>(null);
  const mayRename = ["owner", "facilitator", "editor"].includes(board.role);
  const mayManage = board.role === "owner";
  const close = () => setDialog(null);

  const copyLink = async () => {
    const url = `${window.location.origin}/boards/${board.id}`;
    notifications.show(
      (await copyText(url))
        ? { message: "The link is copied. It opens for people who are on the board." }
        : { color: "red", title: "The browser did not let us copy", message: url },
    );
  };

  const setArchived = (archived: boolean) =>
    void telling(change.mutateAsync({ id: board.id, archived }), {
      failed: archived ? "Not archived" : "Not brought back",
      done: archived
        ? `“${board.title}” is in the archive.`
        : `“${board.title}” is back among your boards.`,
    });

  const askLeave = () =>
    modals.openConfirmModal({
      title: `Leave “${board.title}”?`,
      children: "You lose access, and need an invite to come back. What you wrote stays.",
      labels: { confirm: "Leave", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () =>
        me && void telling(leave.mutateAsync(me.id), { failed: "You are still on the board" }),
    });

  return (
    <>
      <Menu position="bottom-end" width={228}>
        <Menu.Target>
          <ActionIcon size={28} aria-label={`Menu of ${board.title}`}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconShare2 size={16} stroke={1.75} />}
            onClick={() => setDialog("share")}
          >
            Share…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLink size={16} stroke={1.75} />}
            onClick={() => void copyLink()}
          >
            Copy the link
          </Menu.Item>
          {mayRename && (
            <Menu.Item
              leftSection={<IconPencil size={16} stroke={1.75} />}
              onClick={() => setDialog("rename")}
            >
              Rename…
            </Menu.Item>
          )}
          {board.workspace && (
            <Menu.Item
              leftSection={<IconCopy size={16} stroke={1.75} />}
              onClick={() =>
                void telling(duplicate.mutateAsync({ id: board.id }), {
                  failed: "Not duplicated",
                  done: `“${board.title}” is duplicated.`,
                })
              }
            >
              Duplicate
            </Menu.Item>
          )}
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<IconDownload size={16} stroke={1.75} />}>
                Export
              </Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              <ExportMenuItems board={board} />
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          {mayManage && (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={
                  board.archived ? (
                    <IconArchiveOff size={16} stroke={1.75} />
                  ) : (
                    <IconArchive size={16} stroke={1.75} />
                  )
                }
                onClick={() => setArchived(!board.archived)}
              >
                {board.archived ? "Bring back" : "Archive"}
              </Menu.Item>
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} stroke={1.75} />}
                onClick={() => setDialog("delete")}
              >
                Delete…
              </Menu.Item>
            </>
          )}
          {!mayManage && !board.workspace && (
            <>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconDoorExit size={16} stroke={1.75} />}
                onClick={askLeave}
              >
                Leave…
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        opened={dialog === "rename"}
        onClose={close}
        title="Rename the board"
        label="Title"
        initial={board.title}
        action="Rename"
        save={(title) => change.mutateAsync({ id: board.id, title })}
      />
      <DeleteBoardDialog board={board} opened={dialog === "delete"} onClose={close} />
      <Suspense>
        {dialog === "share" && <ShareDialog board={board} opened onClose={close} />}
      </Suspense>
    </>
  );
}
