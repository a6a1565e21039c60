import { KINDS, type Plan } from "@/plan/types";

export interface ColumnCards {
  kind: string;
  /** In the order of the plan, so that what hangs below one item stays together. */
  cards: readonly string[];
}

/** The plan as columns by kind: those we know, then those that only a newer client knows. */
export function columnsOf(plan: Plan, matches: ReadonlySet<string> | null): ColumnCards[] {
  const byKind = new Map<string, string[]>(KINDS.map((kind) => [kind, []]));
  const walk = (ids: readonly string[]) => {
    for (const id of ids) {
      const item = plan.items.get(id);
      if (!item) continue;
      if (!byKind.has(item.kind)) byKind.set(item.kind, []);
      if (!matches || matches.has(id)) byKind.get(item.kind)?.push(id);
      walk(item.children);
    }
  };
  walk(plan.roots);
  return [...byKind].map(([kind, cards]) => ({ kind, cards }));
}

export interface CardPlace {
  kind: string;
  /** Absent: it stays where it hangs in the plan, and only its kind changes. */
  move?: { parent: string | null; before?: string; after?: string };
}

const TOP_KINDS = new Set(["mission", "vision", "value", "goal"]);

/**
 * What dropping a card between others of a column means for the plan: it takes the column's kind
 * and hangs where its new neighbour hangs; its own parent wins where either would do.
 *
 * @param cards the cards of the column without the dragged one.
 */
export function cardPlace(
  plan: Plan,
  dragged: string,
  kind: string,
  cards: readonly string[],
  index: number,
): CardPlace | null {
  const item = plan.items.get(dragged);
  if (!item) return null;
  const usable = (id: string | undefined) => {
    const card = id === undefined ? undefined : plan.items.get(id);
    return card && !isBelow(plan, card.id, dragged) ? card : undefined;
  };
  const above = usable(cards[index - 1]);
  const below = usable(cards[index]);
  if (above && (above.parent === item.parent || !below || below.parent !== item.parent)) {
    return { kind, move: { parent: above.parent, after: above.id } };
  }
  if (below) return { kind, move: { parent: below.parent, before: below.id } };
  if (item.kind !== kind && TOP_KINDS.has(kind) && item.parent !== null) {
    return { kind, move: { parent: null } };
  }
  return { kind };
}

function isBelow(plan: Plan, id: string, ancestor: string): boolean {
  let at = plan.items.get(id)?.parent ?? null;
  while (at !== null) {
    if (at === ancestor) return true;
    at = plan.items.get(at)?.parent ?? null;
  }
  return false;
}

export type Direction = "up" | "down" | "left" | "right";

/** The card that an arrow key leads to; sideways, to the nearest row of the next column with cards. */
export function cardBeside(
  columns: readonly ColumnCards[],
  from: string,
  direction: Direction,
): string | null {
  const column = columns.findIndex(({ cards }) => cards.includes(from));
  const cards = columns[column]?.cards;
  if (!cards) return null;
  const row = cards.indexOf(from);
  if (direction === "up") return cards[row - 1] ?? null;
  if (direction === "down") return cards[row + 1] ?? null;
  const step = direction === "left" ? -1 : 1;
  for (let at = column + step; at >= 0 && at < columns.length; at += step) {
    const beside = columns[at]?.cards ?? [];
    if (beside.length > 0) return beside[Math.min(row, beside.length - 1)] ?? null;
  }
  return null;
}
