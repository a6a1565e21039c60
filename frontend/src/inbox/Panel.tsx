import { ActionIcon, Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconSettings } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { InboxList } from "./list/InboxList";
import classes from "./Panel.module.css";

/** The inbox as it opens from the bell. */
export default function Panel({ onLeave }: { onLeave(): void }) {
  const withKeys = useMediaQuery("(hover: hover)");
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <h2 className={classes.title}>Inbox</h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys */}
      <section className={classes.scroll} tabIndex={0} aria-label="Notifications" data-autofocus>
        <InboxList
          onOpen={onLeave}
          tools={
            <Tooltip label="Notification settings">
              <ActionIcon
                size={26}
                component={Link}
                to="/account"
                hash="notifications"
                aria-label="Notification settings"
                onClick={onLeave}
              >
                <IconSettings size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          }
        />
      </section>
      <footer className={classes.foot}>
        <Link to="/inbox" className={classes.all} onClick={onLeave}>
          Open the whole inbox
        </Link>
        {withKeys && (
          <span className={classes.keys}>
            <kbd>J</kbd> <kbd>K</kbd> to move, <kbd>E</kbd> to mark
          </span>
        )}
      </footer>
    </div>
  );
}
