import { Input } from "@mantine/core";
import { IconCalendarEvent } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { fullMoment, inputOf, momentOf, zoneName } from "../forDays/moments";
import classes from "./Sessions.module.css";

/** When a session is meant to begin, in the browser's own zone, which is named. */
export function WhenField({
  value,
  readOnly,
  onCommit,
}: {
  value: string | null;
  readOnly: boolean;
  /** With a moment as ISO 8601; null: no time is planned. */
  onCommit(moment: string | null): void;
}) {
  const held = value === null ? "" : inputOf(new Date(value));
  const [draft, setDraft] = useState(held);
  useEffect(() => setDraft(held), [held]);

  if (readOnly) {
    if (value === null) return null;
    return (
      <p className={classes.when}>
        <IconCalendarEvent size={15} aria-hidden="true" />
        <time dateTime={value}>{fullMoment(new Date(value))}</time>
        <span>{zoneName()}</span>
      </p>
    );
  }
  return (
    <div className={classes.when}>
      <IconCalendarEvent size={15} aria-hidden="true" />
      <span aria-hidden="true">When</span>
      <Input
        type="datetime-local"
        size="xs"
        aria-label={`When, ${zoneName()}`}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => {
          if (draft !== held) onCommit(momentOf(draft)?.toISOString() ?? null);
        }}
      />
      <span>{value === null ? `No time yet · ${zoneName()}` : zoneName()}</span>
    </div>
  );
}
