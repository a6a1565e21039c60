import { useRouter } from "@tanstack/react-router";
import { type MouseEvent, useId } from "react";
import { safeNext } from "@/app/search";
import { RelativeTime } from "@/ui";
import { KindMark } from "../KindMark";
import type { Notification } from "../types";
import { headline } from "../words";
import classes from "./List.module.css";

/** One thing of which somebody is told: a link to where it happened, and whether it was read. */
export function Row({
  notification,
  onOpen,
  onMark,
}: {
  notification: Notification;
  /** It was followed in this window. */
  onOpen(): void;
  onMark(read: boolean): void;
}) {
  const { history } = useRouter();
  const id = useId();
  const { by, board, excerpt, at, read_at, link } = notification;
  const unread = read_at === null;
  // The service makes it, and still it leads nowhere but into this app.
  const href = safeNext(link);

  function follow(event: MouseEvent<HTMLAnchorElement>) {
    if (unread) onMark(true);
    // A new tab or window is the browser's to open.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    onOpen();
    history.push(href);
  }

  return (
    <li
      className={classes.row}
      data-notification={notification.id}
      data-unread={unread || undefined}
    >
      <a href={href} className={classes.link} data-row onClick={follow} aria-describedby={id}>
        <KindMark notification={notification} />
        <span className={classes.words}>
          <span className={classes.title}>
            {unread && <span className={classes.unseen}>Unread: </span>}
            {by && <strong>{by.name}</strong>} {headline(notification)}
          </span>
          {excerpt !== "" && <span className={classes.excerpt}>{excerpt}</span>}
          <span className={classes.where} id={id}>
            {board && <span className={classes.board}>{board.title || "Untitled board"}</span>}
            <RelativeTime at={at} />
          </span>
        </span>
      </a>
      <button
        type="button"
        className={classes.dot}
        aria-label={unread ? "Mark as read" : "Mark as unread"}
        title={unread ? "Mark as read" : "Mark as unread"}
        onClick={() => onMark(unread)}
      />
    </li>
  );
}
