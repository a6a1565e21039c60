import { Popover, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronDown, IconPlayerPause } from "@tabler/icons-react";
import { useState } from "react";
import { telling } from "@/app/telling";
import { ActivityIcon } from "../ActivityIcon";
import { useRun } from "../api";
import { type Present, stepOf } from "../room/present";
import { activityKindHint, minutesText } from "../words";
import classes from "./AgendaSteps.module.css";

/** Where the group is, and what one is to do; behind it the whole agenda. */
export function AgendaSteps({ session, activity, facilitating }: Present) {
  const [opened, setOpened] = useState(false);
  const run = useRun(session.id);
  const step = stepOf(session);
  const hint = activity ? firstLine(activity.instructions) || activityKindHint(activity.kind) : "";

  const go = (id: string) => {
    setOpened(false);
    void telling(run.mutateAsync({ do: "go", activity: id }), {
      failed: "The activity did not change",
    });
  };

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={340} trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.where}
          aria-haspopup="dialog"
          aria-expanded={opened}
          title="The agenda"
          onClick={() => setOpened(!opened)}
        >
          <span className={classes.icon} data-paused={session.state === "paused" || undefined}>
            {session.state === "paused" ? (
              <IconPlayerPause size={18} stroke={1.75} aria-hidden="true" />
            ) : activity ? (
              <ActivityIcon kind={activity.kind} size={18} />
            ) : (
              <span className={classes.live} aria-hidden="true" />
            )}
          </span>
          <span className={classes.words}>
            <span className={classes.line}>
              <span className={classes.title}>{activity ? activity.title : session.title}</span>
              {step && (
                <span className={classes.step}>
                  {step.at} of {step.of}
                </span>
              )}
              <IconChevronDown size={14} className={classes.more} aria-hidden="true" />
            </span>
            <span className={classes.hint}>
              {session.state === "paused" ? "Paused" : hint || "No activity is on"}
            </span>
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Agenda" data-follow-ui="apart">
        <p className={classes.session}>{session.title}</p>
        <ol className={classes.list}>
          {session.activities.map((one) => {
            const on = one.id === session.current;
            const content = (
              <>
                <span className={classes.mark}>
                  {one.state === "done" && !on ? (
                    <IconCheck size={15} stroke={2.25} aria-label="Done" />
                  ) : (
                    <ActivityIcon kind={one.kind} />
                  )}
                </span>
                <span className={classes.name}>{one.title}</span>
                <span className={classes.minutes}>{minutesText(one.minutes)}</span>
              </>
            );
            return (
              <li
                key={one.id}
                aria-current={on ? "step" : undefined}
                data-done={one.state === "done"}
              >
                {facilitating && !on ? (
                  <UnstyledButton
                    className={classes.activity}
                    title="Go to this activity"
                    onClick={() => go(one.id)}
                  >
                    {content}
                  </UnstyledButton>
                ) : (
                  <span className={classes.activity}>{content}</span>
                )}
              </li>
            );
          })}
        </ol>
        {session.activities.length === 0 && (
          <p className={classes.none}>This session has no agenda yet.</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
