const DAY = 24 * 3_600_000;
const EVENING = 18;
const FRIDAY = 5;

/** “Fri 18:00”; past six days with its date, past the year with that. In the browser's zone. */
export function shortMoment(at: Date, now: Date, locale?: string): string {
  const away = (startOfDay(at).getTime() - startOfDay(now).getTime()) / DAY;
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(at);
  if (Math.round(away) === 0) return `today ${time}`;
  const day = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    ...(Math.abs(away) < 6.5 ? {} : { day: "numeric", month: "short" }),
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(at);
  return `${day} ${time}`;
}

/** “Friday, 12 June, 18:00”. */
export function fullMoment(at: Date, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}

/** The zone in which this browser tells times: “Europe/Berlin”. */
export function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
}

/** A moment as `<input type="datetime-local">` has it, by the clock here. */
export function inputOf(at: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What such a field says, as a moment; null where it says nothing whole. */
export function momentOf(input: string): Date | null {
  const at = new Date(input);
  return input === "" || Number.isNaN(at.getTime()) ? null : at;
}

export interface Choice {
  label: string;
  at: Date;
}

/** Closing times that people often want. */
export function quickChoices(now: Date): Choice[] {
  const inDays = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, EVENING);
  const toFriday = (FRIDAY - now.getDay() + 7) % 7 || 7;
  return [
    { label: "Tomorrow 18:00", at: inDays(1) },
    { label: "In 3 days", at: inDays(3) },
    { label: "Next Friday", at: inDays(toFriday) },
  ];
}

function startOfDay(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate());
}
