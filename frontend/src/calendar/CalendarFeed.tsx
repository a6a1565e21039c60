import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import { explain } from "@/api";
import { CopyField } from "@/publish/CopyField";
import { RowSkeletons } from "@/ui";
import { useCalendar, useChangeCalendar, useEndCalendar, useRenewCalendar } from "./api";
import classes from "./CalendarFeed.module.css";

/** What comes in place of what had the focus takes it. */
const takeFocus = (element: HTMLElement | null) => element?.focus();

/** The secret address at which one's calendar program reads sessions and due dates. */
export function CalendarFeed() {
  const state = useCalendar();
  const renew = useRenewCalendar();
  const change = useChangeCalendar();
  const end = useEndCalendar();
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  const error = renew.error ?? change.error ?? end.error;
  const busy = renew.isPending || change.isPending || end.isPending;

  if (state.isPending) return <RowSkeletons count={1} label="Loading the calendar address…" />;
  if (!state.data) {
    return (
      <p role="alert" className={classes.error}>
        {explain(state.error).detail || explain(state.error).title}{" "}
        <Button size="compact-xs" variant="default" onClick={() => void state.refetch()}>
          Try again
        </Button>
      </p>
    );
  }

  const { calendar } = state.data;
  const forget = () => {
    for (const one of [renew, change, end]) one.reset();
    setAsking(false);
  };
  const failed = error && (
    <p role="alert" className={classes.error}>
      {explain(error).detail || explain(error).title}
    </p>
  );
  if (!calendar) {
    return (
      <div className={classes.body}>
        <div>
          <Button
            ref={end.isSuccess ? takeFocus : undefined}
            variant="default"
            loading={busy}
            onClick={() => {
              forget();
              renew.mutate(false);
            }}
          >
            Make a calendar address
          </Button>
        </div>
        {failed}
      </div>
    );
  }
  const mine = change.isPending ? change.variables : calendar.mine;
  return (
    <div className={classes.body} ref={renew.isSuccess ? takeFocus : undefined} tabIndex={-1}>
      <CopyField
        label="Address"
        description="Add it to your calendar as a subscription. Keep it to yourself: whoever has it sees these dates."
        value={calendar.url}
      />
      <Switch
        label="Only what is mine"
        description="Due dates of items that you own, and all sessions of your boards."
        checked={mine}
        onChange={(event) => {
          forget();
          change.mutate(event.currentTarget.checked);
        }}
      />
      {asking ? (
        <div className={classes.ask} ref={takeFocus} tabIndex={-1}>
          <p className={classes.text}>
            The present address stops working at once. Calendars that use it need the new one.
          </p>
          <div className={classes.buttons}>
            <Button
              loading={renew.isPending}
              onClick={() => {
                forget();
                renew.mutate(calendar.mine);
              }}
            >
              Make a new address
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              Keep this one
            </Button>
          </div>
        </div>
      ) : (
        <div className={classes.buttons}>
          <Button
            ref={asked ? takeFocus : undefined}
            variant="default"
            onClick={() => {
              setAsked(true);
              setAsking(true);
            }}
          >
            New address…
          </Button>
          <Button
            variant="subtle"
            color="gray"
            loading={end.isPending}
            onClick={() => {
              forget();
              end.mutate();
            }}
          >
            Turn off
          </Button>
        </div>
      )}
      {failed}
    </div>
  );
}
