import { Button } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconCalendarTime, IconEye } from "@tabler/icons-react";
import { useState } from "react";
import { telling } from "@/app/telling";
import { useClose, useReveal } from "../api";
import type { Activity, Session } from "../types";
import { useServerNow } from "../useClock";
import classes from "./ForDays.module.css";
import { fullMoment, zoneName } from "./moments";
import { OpenForDays } from "./OpenForDays";
import { canOpen, isOpen, tookPart } from "./state";

/** For who facilitates, on the agenda: opening an activity for days, and all about it since. */
export function ForDaysCard({ session, activity }: { session: Session; activity: Activity }) {
  const now = useServerNow(15_000);
  const of = { session: session.id, activity: activity.id };
  const close = useClose(of);
  const reveal = useReveal(of);
  const [asked, setAsked] = useState(false);
  const may = canOpen(activity, session);
  const { closes_at, progress, kind, reveals } = activity;
  if (!may && closes_at === null) return null;
  const open = isOpen(activity, now);
  const isVote = kind === "vote";

  const askToClose = () =>
    modals.openConfirmModal({
      title: `Close “${activity.title}” now?`,
      children: isVote
        ? "The votes are counted, and everyone sees the result. Nobody can vote any more."
        : `Nobody can write any more${reveals ? ", and everyone sees all notes" : ""}.`,
      labels: { confirm: "Close it now", cancel: "Leave it open" },
      onConfirm: () => void telling(close.mutateAsync(), { failed: "It was not closed" }),
    });

  return (
    <section className={classes.card} data-open={open || undefined} aria-label="Open for days">
      {closes_at === null ? (
        <p className={classes.cardWords}>
          <IconCalendarTime size={16} aria-hidden="true" />
          <span>
            Not everyone can come?
            <span>Open it for days: people take part in their own time, without a session.</span>
          </span>
        </p>
      ) : (
        <p className={classes.cardWords} role="status">
          <IconCalendarTime size={16} aria-hidden="true" />
          <span>
            {open ? "Open until " : "Closed "}
            {fullMoment(new Date(closes_at))} ({zoneName()})
            <span>
              {sentence(tookPart(activity))}
              {!isVote && open && reveals && " · revealed when it closes"}
              {!isVote && progress.revealed && " · revealed"}
            </span>
          </span>
        </p>
      )}
      <div className={classes.buttons}>
        {may && (
          <Button size="compact-md" variant="default" onClick={() => setAsked(true)}>
            {closes_at === null ? "Open for days…" : open ? "Change the time…" : "Open again…"}
          </Button>
        )}
        {open && (
          <Button
            size="compact-md"
            variant="default"
            loading={close.isPending}
            disabled={isVote && activity.settings.options.length === 0}
            onClick={askToClose}
          >
            Close now
          </Button>
        )}
        {closes_at !== null && !open && !isVote && !progress.revealed && (
          <Button
            size="compact-md"
            leftSection={<IconEye size={15} aria-hidden="true" />}
            disabled={progress.notes === 0}
            loading={reveal.isPending}
            onClick={() =>
              void telling(reveal.mutateAsync(), { failed: "The notes were not revealed" })
            }
          >
            Reveal all notes
          </Button>
        )}
      </div>
      <OpenForDays
        session={session}
        activity={activity}
        opened={asked}
        onClose={() => setAsked(false)}
      />
    </section>
  );
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
