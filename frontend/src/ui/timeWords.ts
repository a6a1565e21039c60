const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** “3 hours ago”, “in 6 days”, “yesterday”; past a month the date. In the browser's language. */
export function relativeTime(date: Date, now: Date, locale?: string): string {
  const away = date.getTime() - now.getTime();
  const size = Math.abs(away);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "long" });
  if (size < 45_000) return words.format(0, "second");
  if (size < 50 * MINUTE) return words.format(awayFromZero(away / MINUTE), "minute");
  if (size < 22 * HOUR) return words.format(awayFromZero(away / HOUR), "hour");
  const days = calendarDays(date) - calendarDays(now);
  if (Math.abs(days) < 1) return words.format(awayFromZero(away / HOUR), "hour");
  if (Math.abs(days) < 14) return words.format(days, "day");
  if (Math.abs(days) < 31) return words.format(Math.round(days / 7), "week");
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(date);
}

/** Date and time in full. */
export function longTime(date: Date, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format(date);
}

function awayFromZero(count: number): number {
  return Math.sign(count) * Math.max(1, Math.round(Math.abs(count)));
}

/** Days since 1970 by the calendar here, so that “yesterday” is what people mean by it. */
function calendarDays(date: Date): number {
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY);
}
