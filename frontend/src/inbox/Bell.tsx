import { ActionIcon, Modal, Popover } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconBell } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { RowSkeletons } from "@/ui";
import { useAskedUnread } from "./api";
import classes from "./Bell.module.css";
import { useTimeZoneTold } from "./timeZone";
import { countText, unreadWords } from "./words";

const Panel = lazy(() => import("./Panel"));

/** Opens the inbox, and says how much of it is unread. */
export function Bell({ me }: { me: string }) {
  const unread = useAskedUnread();
  useTimeZoneTold(me);
  const [opened, setOpened] = useState(false);
  const phone = useMediaQuery("(max-width: 48em)");
  const words = unreadWords(unread);
  const close = () => setOpened(false);
  const button = (
    <ActionIcon
      size={32}
      className={classes.bell}
      aria-label={words ? `Inbox: ${words}` : "Inbox"}
      aria-haspopup="dialog"
      aria-expanded={opened}
      title={words ? `Inbox (${words})` : "Inbox"}
      onClick={() => setOpened(!opened)}
    >
      <IconBell size={18} stroke={1.75} />
      {unread > 0 && (
        <span className={classes.count} aria-hidden="true">
          {countText(unread)}
        </span>
      )}
    </ActionIcon>
  );
  const panel = (
    <Suspense
      fallback={
        <div className={classes.wait}>
          <RowSkeletons count={4} label="Loading your inbox…" />
        </div>
      }
    >
      <Panel onLeave={close} />
    </Suspense>
  );
  if (phone) {
    return (
      <>
        {button}
        <Modal
          opened={opened}
          onClose={close}
          fullScreen
          title="Inbox"
          padding={0}
          classNames={{
            content: classes.sheet,
            header: classes.sheetHead,
            body: classes.sheetBody,
          }}
        >
          {panel}
        </Modal>
      </>
    );
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={432}
      trapFocus
      returnFocus
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown p={0} aria-label="Inbox" className={classes.dropdown}>
        {panel}
      </Popover.Dropdown>
    </Popover>
  );
}
