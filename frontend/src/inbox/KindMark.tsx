import {
  IconAt,
  IconBell,
  IconCalendarDue,
  IconCircleCheck,
  IconHourglassLow,
  IconKey,
  IconMailForward,
  IconMessage2,
  IconMessageReply,
  IconPencilCheck,
  IconPencilQuestion,
  IconPlayerPlay,
  IconPresentation,
  IconUserCheck,
  type TablerIcon,
} from "@tabler/icons-react";
import { PersonAvatar } from "@/ui";
import classes from "./KindMark.module.css";
import type { Notification, NotificationKind } from "./types";

const icons: Readonly<Record<NotificationKind, TablerIcon>> = {
  mention: IconAt,
  reply: IconMessageReply,
  comment: IconMessage2,
  suggestion: IconPencilQuestion,
  "suggestion-decided": IconPencilCheck,
  assigned: IconUserCheck,
  due: IconCalendarDue,
  decision: IconCircleCheck,
  session: IconPresentation,
  activity: IconPlayerPlay,
  "activity-closing": IconHourglassLow,
  invitation: IconMailForward,
  role: IconKey,
};

/** Who did something and, small, what kind of thing it was. The words beside it say both. */
export function KindMark({ notification: { kind, by } }: { notification: Notification }) {
  // A newer service may tell of kinds that this page does not know.
  const Icon = icons[kind] ?? IconBell;
  return (
    <span className={classes.mark} aria-hidden="true">
      {by ? (
        <>
          <PersonAvatar person={by} size={32} tooltip={false} />
          <span className={classes.kind}>
            <Icon size={11} stroke={2.25} />
          </span>
        </>
      ) : (
        <span className={classes.alone} data-kind={kind}>
          <Icon size={17} stroke={1.75} />
        </span>
      )}
    </span>
  );
}
