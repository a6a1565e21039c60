import type { Item, Owner, Plan, Status } from "@/plan/types";

/** What one looks for in a plan. Every condition that is set must hold. */
export interface Filter {
  text: string;
  stakeholder: string | null;
  /** A key of `ownerKey`, or `NOBODY`. */
  owner: string | null;
  status: Status | null;
}

export const NO_FILTER: Filter = { text: "", stakeholder: null, owner: null, status: null };
export const NOBODY = "nobody";

/** What tells owners apart: their id, or the name where a plan was imported with names alone. */
export function ownerKey(owner: Owner): string {
  return owner.id === null ? `name:${fold(owner.name)}` : `id:${owner.id}`;
}

export function isFiltering(filter: Filter): boolean {
  return (
    filter.text.trim() !== "" ||
    filter.stakeholder !== null ||
    filter.owner !== null ||
    filter.status !== null
  );
}

/** The items that fit, or null when nothing is looked for. */
export function matching(plan: Plan, filter: Filter): ReadonlySet<string> | null {
  if (!isFiltering(filter)) return null;
  const words = fold(filter.text).split(/\s+/u).filter(Boolean);
  const found = new Set<string>();
  for (const item of plan.items.values()) {
    if (fits(item, filter, words)) found.add(item.id);
  }
  return found;
}

function fits(item: Item, filter: Filter, words: readonly string[]): boolean {
  if (filter.status !== null && item.status !== filter.status) return false;
  if (filter.stakeholder !== null && !item.stakeholders.includes(filter.stakeholder)) return false;
  if (filter.owner !== null) {
    const key = item.owner === null ? NOBODY : ownerKey(item.owner);
    if (key !== filter.owner) return false;
  }
  if (words.length === 0) return true;
  const title = fold(item.title);
  return words.every((word) => title.includes(word));
}

/** The items and every item above them, so that a tree of them hangs together. */
export function withAncestors(plan: Plan, ids: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const id of ids) {
    let at: string | null = id;
    while (at !== null && !all.has(at)) {
      all.add(at);
      at = plan.items.get(at)?.parent ?? null;
    }
  }
  return all;
}

/** Owners of items in the plan, each once, by name. */
export function ownersIn(plan: Plan): { key: string; name: string }[] {
  const owners = new Map<string, string>();
  for (const { owner } of plan.items.values()) {
    if (owner) owners.set(ownerKey(owner), owner.name);
  }
  return [...owners]
    .map(([key, name]) => ({ key, name }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** Case and accents do not matter when looking for something. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
