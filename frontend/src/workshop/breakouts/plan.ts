import type { Breakout, BreakoutDraft, Session } from "../types";
import { mayTakePart } from "../types";
import { deal, type Placed } from "./groups";

/** A breakout as one plans it; `key` tells it from others before it has an id. */
export interface PlannedGroup extends BreakoutDraft {
  key: string;
  people: string[];
}

/** As many as the service takes. */
export const MOST_GROUPS = 50;
export const USUAL_MINUTES = 10;

export function groupsOf(breakouts: readonly Breakout[]): PlannedGroup[] {
  return breakouts
    .filter(({ state }) => state === "planned")
    .map(({ id, title, part, people, minutes }) => ({
      key: id,
      id,
      title,
      part,
      people: [...people],
      minutes,
    }));
}

/** What is sent of groups; `held` are the ids of those that the service still has. */
export function draftsOf(
  groups: readonly PlannedGroup[],
  held: readonly string[],
): BreakoutDraft[] {
  return groups.map(({ key: _, id, title, ...group }) => ({
    ...group,
    ...(id && held.includes(id) ? { id } : {}),
    title: title.trim() || "Group",
  }));
}

/** As many groups as wanted: further ones are empty, the people of those taken away are in none. */
export function resized(
  groups: readonly PlannedGroup[],
  count: number,
  newKey: () => string,
): PlannedGroup[] {
  const kept = groups.slice(0, Math.max(1, Math.min(count, MOST_GROUPS)));
  const minutes = groups.at(-1)?.minutes ?? USUAL_MINUTES;
  while (kept.length < count && kept.length < MOST_GROUPS) {
    const title = `Group ${kept.length + 1}`;
    kept.push({ key: newKey(), title, part: null, people: [], minutes });
  }
  return kept;
}

/** Who can be in a group: all who take part. Who facilitates goes from one to the other. */
export function toPlace({ people, facilitator }: Pick<Session, "people" | "facilitator">) {
  return people.filter(
    ({ person, role }) => role !== null && mayTakePart(role) && person.id !== facilitator?.id,
  );
}

/** Groups with everyone who is here (all, where nobody is yet) dealt out into them at random. */
export function dealtInto(
  groups: readonly PlannedGroup[],
  session: Pick<Session, "people" | "facilitator">,
  seed: number,
): PlannedGroup[] {
  const all = toPlace(session);
  const here = all.filter((one) => one.here);
  const placed: Placed[] = (here.length > 0 ? here : all).map(({ person, stakeholder }) => ({
    id: person.id,
    stakeholder,
  }));
  const dealt = deal(placed, groups.length, seed);
  return groups.map((group, index) => ({ ...group, people: dealt[index] ?? [] }));
}

/** Of those who can be in a group the ones who are in none. */
export function unplaced(
  groups: readonly PlannedGroup[],
  session: Pick<Session, "people" | "facilitator">,
): string[] {
  const taken = new Set(groups.flatMap(({ people }) => people));
  return toPlace(session)
    .map(({ person }) => person.id)
    .filter((id) => !taken.has(id));
}
