/** Days as the document holds them, `YYYY-MM-DD`, without a time or a zone. */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Noon of the day in local time, or null for what is no day. */
export function dateOf(day: string): Date | null {
  const match = DAY.exec(day);
  if (!match) return null;
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  const found = new Date(year, month - 1, date, 12);
  return found.getMonth() === month - 1 && found.getDate() === date ? found : null;
}

export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const year = String(date.getFullYear()).padStart(4, "0");
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function today(): string {
  return dayOf(new Date());
}

const near = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const far = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** "12 Mar" in this year, "12 Mar 2031" in another; what is no day, as it is. */
export function dayText(day: string, now = new Date()): string {
  const date = dateOf(day);
  if (!date) return day;
  return (date.getFullYear() === now.getFullYear() ? near : far).format(date);
}

const relative = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
const MINUTE = 60_000;

/** "5 minutes ago"; of long ago, the day. `at` in milliseconds since 1970. */
export function agoText(at: number, now = Date.now()): string {
  const minutes = Math.round((at - now) / MINUTE);
  if (minutes > -1) return "just now";
  if (minutes > -60) return relative.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  if (hours > -24) return relative.format(hours, "hour");
  const days = Math.round(hours / 24);
  return days > -30 ? relative.format(days, "day") : dayText(dayOf(new Date(at)), new Date(now));
}

/** Days that things are often due. */
export function usualDays(now: Date): { day: string; name: string }[] {
  const [year, month] = [now.getFullYear(), now.getMonth()];
  return [
    { day: dayOf(new Date(year, month, now.getDate() + 7)), name: "In a week" },
    { day: dayOf(new Date(year, month + 1, 0)), name: "End of month" },
    { day: dayOf(new Date(year, month - (month % 3) + 3, 0)), name: "End of quarter" },
    { day: dayOf(new Date(year, 11, 31)), name: "End of year" },
  ];
}
