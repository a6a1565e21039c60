import { ActionIcon, Button } from "@mantine/core";
import { IconCalendarTime, IconChecks, IconX } from "@tabler/icons-react";
import { relativeTime } from "@/ui/timeWords";
import classes from "./ForDays.module.css";
import { fullMoment, shortMoment, zoneName } from "./moments";
import { type ForDays, tookPart } from "./state";

/** One quiet line for each activity that people take part in in their own time. */
export default function OpenStrips({
  open,
  closed,
  now,
  shown,
  takesPart,
  onShow,
  onDismiss,
}: {
  open: readonly ForDays[];
  /** What came of it is there to be seen. */
  closed: readonly ForDays[];
  now: number;
  /** Id of the activity that is shown. */
  shown: string | null;
  takesPart: boolean;
  onShow(activity: string): void;
  onDismiss(activity: string): void;
}) {
  return (
    <ul className={classes.strips} aria-label="Open for days" data-for-days>
      {open.map(({ activity }) => {
        const at = new Date(activity.closes_at ?? now);
        return (
          <li key={activity.id} className={classes.strip}>
            <IconCalendarTime size={16} aria-hidden="true" />
            <p className={classes.words}>
              <span>
                Open until{" "}
                <time
                  dateTime={activity.closes_at ?? ""}
                  title={`${fullMoment(at)}, ${zoneName()}`}
                >
                  {shortMoment(at, new Date(now))}
                </time>
                , {relativeTime(at, new Date(now))}:
              </span>{" "}
              <strong>{activity.title}</strong> <span>– {tookPart(activity)}</span>
            </p>
            <Button
              size="compact-sm"
              variant={shown === activity.id ? "default" : "filled"}
              aria-expanded={shown === activity.id}
              aria-label={`${takesPart ? "Take part in" : "Look at"} ${activity.title}`}
              onClick={() => onShow(activity.id)}
            >
              {takesPart ? "Take part" : "Look at it"}
            </Button>
          </li>
        );
      })}
      {closed.map(({ activity }) => {
        const seen = activity.kind === "vote" || activity.progress.revealed;
        return (
          <li key={activity.id} className={classes.strip} data-closed>
            <IconChecks size={16} aria-hidden="true" />
            <p className={classes.words}>
              <span>
                Closed {relativeTime(new Date(activity.closes_at ?? now), new Date(now))}:
              </span>{" "}
              <strong>{activity.title}</strong> <span>– {tookPart(activity)}</span>
            </p>
            <Button
              size="compact-sm"
              variant="default"
              aria-expanded={shown === activity.id}
              aria-label={`${seen ? "See what came of" : "Reveal"} ${activity.title}`}
              onClick={() => onShow(activity.id)}
            >
              {seen ? "See it" : "Reveal…"}
            </Button>
            <ActionIcon
              size={26}
              aria-label={`Do not show ${activity.title} here any more`}
              onClick={() => onDismiss(activity.id)}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        );
      })}
    </ul>
  );
}
