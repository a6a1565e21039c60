import type { Notification } from "./types";

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_COUNTED = 99;

/** “3”, “99+”. */
export function countText(unread: number): string {
  return unread > MOST_COUNTED ? `${MOST_COUNTED}+` : String(unread);
}

/** “3 unread”; null where nothing is. */
export function unreadWords(unread: number): string | null {
  return unread > 0 ? `${countText(unread)} unread` : null;
}

/** What happened, as a sentence begins where nobody did it. */
export function headline({ by, title }: Pick<Notification, "by" | "title">): string {
  return by === null ? title.charAt(0).toLocaleUpperCase() + title.slice(1) : title;
}

export interface DayGroup {
  /** The same for as long as the day is. */
  key: string;
  label: string;
  notifications: Notification[];
}

/** By the calendar day here, in the order given. */
export function byDay(notifications: readonly Notification[], now: Date): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const notification of notifications) {
    const date = new Date(notification.at);
    const key = `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
    const last = groups.at(-1);
    if (last?.key === key) last.notifications.push(notification);
    else groups.push({ key, label: dayLabel(date, now), notifications: [notification] });
  }
  return groups;
}

/** “Today”, “Yesterday”, a day of the week, past a week the date. */
export function dayLabel(date: Date, now: Date, locale?: string): string {
  const days = calendarDay(now) - calendarDay(date);
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days < 7) return new Intl.DateTimeFormat(locale, { weekday: "long" }).format(date);
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(date);
}

function calendarDay(date: Date): number {
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS);
}
