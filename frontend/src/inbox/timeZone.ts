import { useEffect } from "react";
import { rest } from "./api";

const TOLD_KEY = "planhall-time-zone-told";

/** The zone that this browser's clock is in. */
export function browserTimeZone(): string | undefined {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || undefined;
}

/** All that can be chosen, with those given among them. */
export function timeZones(...given: readonly (string | null | undefined)[]): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  const more = given.filter((zone): zone is string => Boolean(zone));
  return [...new Set(["UTC", ...known, ...more])].sort();
}

/** Tell the service once in which zone somebody lives, where it does not know it. */
export async function tellTimeZone(person: string, storage: Storage): Promise<void> {
  try {
    if (storage.getItem(TOLD_KEY) === person) return;
    const { time_zone } = await rest.settings();
    const zone = browserTimeZone();
    if (!time_zone && zone) await rest.changeSettings({ time_zone: zone });
    storage.setItem(TOLD_KEY, person);
  } catch {
    // It is asked again with the next page.
  }
}

export function useTimeZoneTold(person: string): void {
  useEffect(() => void tellTimeZone(person, localStorage), [person]);
}
