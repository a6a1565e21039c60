import type { Breakout, Session } from "../types";

/** The breakout in which somebody works now; null where they are with everyone. */
export function ownBreakout(
  { breakouts }: Pick<Session, "breakouts">,
  person: string,
): Breakout | null {
  return (
    breakouts.find(({ state, people }) => state === "running" && people.includes(person)) ?? null
  );
}

export function runningBreakouts({ breakouts }: Pick<Session, "breakouts">): Breakout[] {
  return breakouts.filter(({ state }) => state === "running");
}

/** The breakout of those that run whose time is up last. */
export function longestBreakout(session: Pick<Session, "breakouts">): Breakout | null {
  return runningBreakouts(session).reduce<Breakout | null>(
    (longest, one) =>
      longest === null || (one.timer.ends_at ?? 0) > (longest.timer.ends_at ?? 0) ? one : longest,
    null,
  );
}

/** The others of a breakout by name: “Bo”, “Bo and Cy”, “Bo, Cy and 3 more”. */
export function companions(
  { people }: Pick<Session, "people">,
  breakout: Breakout,
  me: string,
): string {
  const names = breakout.people
    .filter((id) => id !== me)
    .map((id) => people.find(({ person }) => person.id === id)?.person.name ?? "somebody");
  if (names.length === 0) return "";
  if (names.length === 1) return names[0] as string;
  if (names.length <= 3) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}
