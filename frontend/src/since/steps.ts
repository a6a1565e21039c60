import type { Person } from "@/api";
import type { Change, ChangedItem, Since } from "./types";

/** One stop on the way through what changed: an item, or the plan as such. */
export interface Step {
  /** Differs from every other step's, and stays the same while the answer does. */
  key: string;
  /** Null: the plan as such. */
  item: ChangedItem | null;
  changes: readonly Change[];
}

/** Steps under one heading. */
export interface Group {
  key: string;
  /** Null where the heading is nobody's: the list by item, or what nobody known did. */
  person: Person | null;
  steps: readonly Step[];
}

export type Order = "item" | "person";

export function countChanges(since: Since): number {
  return since.items.reduce((sum, { changes }) => sum + changes.length, since.plan.length);
}

export function hasNews(since: Since): boolean {
  return since.items.length > 0 || since.plan.length > 0;
}

/** What changed, item by item in the plan's order, or person by person. */
export function groupsOf(since: Since, order: Order): Group[] {
  if (order === "item") return [{ key: "", person: null, steps: stepsOf(since, "", () => true) }];
  const groups = since.people.map((person) => ({
    key: person.id,
    person,
    steps: stepsOf(since, person.id, ({ people }) => people.includes(person.id)),
  }));
  const known = new Set(since.people.map(({ id }) => id));
  const nobodys = stepsOf(since, "", ({ people }) => !people.some((id) => known.has(id)));
  return [...groups, { key: "", person: null, steps: nobodys }].filter(
    ({ steps }) => steps.length > 0,
  );
}

function stepsOf(since: Since, group: string, fits: (change: Change) => boolean): Step[] {
  const steps: Step[] = [];
  const add = (item: ChangedItem | null, all: readonly Change[]) => {
    const changes = all.filter(fits);
    if (changes.length > 0) steps.push({ key: `${group}/${item?.item ?? ""}`, item, changes });
  };
  add(null, since.plan);
  for (const item of since.items) add(item, item.changes);
  return steps;
}

/** The step before or after this one; from nowhere the first or the last. At an end it stays. */
export function stepFrom(steps: readonly Step[], at: string | null, by: 1 | -1): Step | null {
  const index = steps.findIndex(({ key }) => key === at);
  if (index < 0) return steps[by === 1 ? 0 : steps.length - 1] ?? null;
  return steps[Math.min(steps.length - 1, Math.max(0, index + by))] ?? null;
}

/** Whether one has been at every item that changed, and at the plan as such where that did. */
export function allVisited(since: Since, visited: ReadonlySet<string | null>): boolean {
  return (
    since.items.every(({ item }) => visited.has(item)) &&
    (since.plan.length === 0 || visited.has(null))
  );
}

/** Where in the plan a step can be shown: at its item, or above where that was. */
export function placeOf(step: Step, isThere: (item: string) => boolean): string | null {
  if (step.item === null) return null;
  const { item, parent } = step.item;
  if (isThere(item)) return item;
  return parent !== null && isThere(parent) ? parent : null;
}
