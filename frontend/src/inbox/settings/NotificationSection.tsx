import { Button, SegmentedControl, Select, Skeleton, Stack } from "@mantine/core";
import { useEffect, useId, useRef } from "react";
import { Section } from "@/account/Section";
import { explain } from "@/api";
import { telling } from "@/app/telling";
import { LinkButton } from "@/ui";
import { useChangeNotificationSettings, useNotificationSettings } from "../api";
import { browserTimeZone, timeZones } from "../timeZone";
import type { EmailPace, NotificationSettings } from "../types";
import { PushSwitch } from "./PushSwitch";
import classes from "./Settings.module.css";

const paces: readonly { value: EmailPace; label: string }[] = [
  { value: "instant", label: "At once" },
  { value: "daily", label: "Daily" },
  { value: "weekly", label: "Weekly" },
  { value: "none", label: "Never" },
];

const paceWords: Readonly<Record<EmailPace, string>> = {
  instant: "One mail soon after it happened, unless you have read it by then.",
  daily: "One mail in the morning, of what you have not read.",
  weekly: "One mail on Monday morning, of what you have not read.",
  none: "No mail. It all stays in your inbox.",
};

/** How one is told of what happens, beside the inbox. */
export function NotificationSection({ guest }: { guest: boolean }) {
  const query = useNotificationSettings();
  const { data, isError, error, refetch } = query;
  const ref = useRef<HTMLDivElement>(null);
  const drawn = data !== undefined || isError;
  useEffect(() => {
    // Where a link leads here, the browser looked for the place before it was drawn.
    if (drawn && window.location.hash === "#notifications") ref.current?.scrollIntoView();
  }, [drawn]);
  return (
    <div ref={ref} className={classes.place}>
      <Section
        anchor="notifications"
        title="Notifications"
        text="How you hear of what waits in your inbox. What you hear of is set on each board, in its menu."
      >
        {data ? (
          <Stack gap="lg">
            <Email settings={data} guest={guest} />
            <PushSwitch />
          </Stack>
        ) : isError ? (
          <p role="alert" className={classes.problem}>
            {explain(error).title}.{" "}
            <Button size="compact-xs" variant="default" onClick={() => void refetch()}>
              Try again
            </Button>
          </p>
        ) : (
          <Skeleton height={96} />
        )}
      </Section>
    </div>
  );
}

function Email({ settings, guest }: { settings: NotificationSettings; guest: boolean }) {
  const change = useChangeNotificationSettings();
  const id = useId();
  const zone = settings.time_zone || browserTimeZone() || "UTC";
  const set = (wish: { email?: EmailPace; time_zone?: string }) =>
    void telling(change.mutateAsync(wish), { failed: "That was not saved" });
  if (!settings.can_email) {
    return (
      <div>
        <h3 className={classes.heading}>Email</h3>
        <p className={classes.text}>
          {guest
            ? "You are a guest and have no address here, so no mail is sent. With an account you get one."
            : "Your account has no address, so no mail is sent."}
        </p>
        {guest && (
          <LinkButton
            to="/sign-up"
            search={{ next: "/account#notifications" }}
            variant="default"
            size="compact-md"
          >
            Make an account
          </LinkButton>
        )}
      </div>
    );
  }
  return (
    <div className={classes.group}>
      <div>
        <h3 className={classes.heading} id={id}>
          Email
        </h3>
        <SegmentedControl
          fullWidth
          aria-labelledby={id}
          data={[...paces]}
          value={settings.email}
          onChange={(value) => set({ email: value as EmailPace })}
        />
        <p className={classes.note}>{paceWords[settings.email]}</p>
        {!settings.mail_works && settings.email !== "none" && (
          <p className={classes.warning}>
            This service has no mail server yet: what it would send waits in its outbox.
          </p>
        )}
      </div>
      {settings.email !== "none" && (
        <Select
          label="Time zone"
          description="By which your mornings and due days are told."
          searchable
          nothingFoundMessage="No such zone"
          data={timeZones(zone)}
          value={zone}
          onChange={(value) => value && set({ time_zone: value })}
        />
      )}
    </div>
  );
}
