import { dayText } from "@/item/days";
import { statusName } from "@/item/words";
import { kindName } from "@/ui";
import { countChanges } from "./steps";
import type { Change, Since } from "./types";

const DAY_MS = 24 * 60 * 60 * 1000;

/** "12 changes by 3 people since Tuesday". */
export function summary(since: Since, now: Date, locale?: string): string {
  const count = countChanges(since);
  const changes = `${count.toLocaleString("en-GB")} ${count === 1 ? "change" : "changes"}`;
  const { people } = since;
  const by =
    people.length === 0
      ? ""
      : ` by ${people.length === 1 ? people[0]?.name : `${people.length} people`}`;
  const when = since.seen_at ? ` ${sinceWords(new Date(since.seen_at), now, locale)}` : "";
  return `${since.truncated ? `At least ${changes}` : changes}${by}${when}`;
}

/** "since 14:05", "since yesterday", "since Tuesday", "since 3 May". */
export function sinceWords(date: Date, now: Date, locale?: string): string {
  const days = Math.round((midnight(now) - midnight(date)) / DAY_MS);
  if (days <= 0) {
    return `since ${new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(date)}`;
  }
  if (days === 1) return "since yesterday";
  if (days < 7) {
    return `since ${new Intl.DateTimeFormat(locale, { weekday: "long" }).format(date)}`;
  }
  const day = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  });
  return `since ${day.format(date)}`;
}

function midnight(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

export interface ChangeWords {
  label: string;
  /** What was there; null: nothing worth showing. */
  before: string | null;
  after: string | null;
}

/** A change as people read it. `ofPlan`: of the plan as such, not of an item. */
export function changeWords(change: Change, ofPlan = false): ChangeWords {
  const { what, before, after } = change;
  const words = (label: string, say: (text: string) => string = (text) => text): ChangeWords => ({
    label,
    before: before === null ? null : say(before),
    after: after === null ? null : say(after),
  });
  const alone = (label: string): ChangeWords => ({ label, before: null, after: null });
  switch (what) {
    case "added":
      return alone("Added");
    case "removed":
      return alone("Removed");
    case "moved":
      if (before === null && after === null) return alone("Moved up or down");
      return {
        label: "Moved",
        before: placeName(before),
        after: placeName(after),
      };
    case "kind":
      return words("Kind", kindName);
    case "title":
      return words("Title");
    case "body":
      return before === after
        ? { label: "Notes: their form", before: null, after }
        : words("Notes");
    case "status":
      return words("Status", statusName);
    case "owner":
      return words("Owner");
    case "due":
      return words("Due", (day) => dayText(day));
    case "stakeholders":
      return ofPlan ? entryWords("Stakeholder group", before, after) : words("Stakeholder groups");
    case "channels":
      return ofPlan ? entryWords("Channel", before, after) : words("Channels");
    case "measure":
      return words("Measures");
    case "organization":
      return words("Organisation");
    case "description":
      return words("Description");
  }
}

/** A stakeholder group or channel that came, went, or is described in another way. */
function entryWords(kind: string, before: string | null, after: string | null): ChangeWords {
  if (before === null) return { label: `${kind} added`, before: null, after };
  if (after === null) return { label: `${kind} removed`, before, after: null };
  if (before === after) return { label: `${kind} changed`, before: null, after };
  return { label: `${kind} renamed`, before, after };
}

function placeName(title: string | null): string {
  return title === null ? "Top of the plan" : `Under ${title || "Untitled"}`;
}
