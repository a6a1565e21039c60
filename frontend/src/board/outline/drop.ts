import type { Plan } from "@/plan/types";
import { isWithin, type Row } from "./rows";

/** Where something that is dragged would go. */
export interface Place {
  parent: string | null;
  before?: string;
  after?: string;
}

export interface Projection extends Place {
  depth: number;
  /** The row under which the line is drawn; null: above the first. */
  under: string | null;
}

/** The rows among which one can drop: without what is dragged and what hangs below it. */
export function dropRows(plan: Plan, rows: readonly Row[], dragged: readonly string[]): Row[] {
  return rows.filter(({ id }) => !dragged.some((one) => isWithin(plan, id, one)));
}

/**
 * The slot (0 is above the first of `targets`) that a pointer over a row means: above or below it.
 * Over what is dragged itself, it is the slot where that stands.
 */
export function slotOf(
  rows: readonly Row[],
  targets: readonly Row[],
  over: string,
  half: "upper" | "lower",
): number {
  const own = targets.findIndex(({ id }) => id === over);
  if (own >= 0) return half === "upper" ? own : own + 1;
  const staying = new Set(targets.map(({ id }) => id));
  let slot = 0;
  for (const { id } of rows) {
    if (id === over) break;
    if (staying.has(id)) slot++;
  }
  return slot;
}

/** The depths that make sense in a slot: not deeper than a child of the row above it. */
export function depthsAt(targets: readonly Row[], slot: number): { least: number; most: number } {
  const above = targets[slot - 1];
  const below = targets[slot];
  return { least: below?.depth ?? 0, most: above ? above.depth + 1 : 0 };
}

/** Settle where a drop in a slot at a wished depth goes. */
export function project(
  plan: Plan,
  targets: readonly Row[],
  dragged: readonly string[],
  slot: number,
  wishedDepth: number,
): Projection {
  const { least, most } = depthsAt(targets, slot);
  const depth = Math.min(Math.max(wishedDepth, least), most);
  const above = targets[slot - 1];
  const below = targets[slot];
  const under = above?.id ?? null;
  if (!above) return { parent: null, before: below?.id, depth: 0, under };

  if (depth <= above.depth) {
    // After the row above, or after the one that it hangs below at this depth.
    const at = ancestorAt(targets, slot - 1, depth);
    return { parent: at.parent, after: at.id, depth, under };
  }
  if (below?.parent === above.id) return { parent: above.id, before: below.id, depth, under };
  // A child of the row above: after those that are folded away.
  const hidden = plan.items.get(above.id)?.children.filter((id) => !dragged.includes(id)) ?? [];
  return { parent: above.id, after: hidden[hidden.length - 1], depth, under };
}

function ancestorAt(targets: readonly Row[], from: number, depth: number): Row {
  for (let i = from; i > 0; i--) {
    const row = targets[i] as Row;
    if (row.depth === depth) return row;
  }
  return targets[0] as Row;
}

/** Whether a drop would leave everything as it is. */
export function changesNothing(plan: Plan, dragged: readonly string[], place: Place): boolean {
  const first = dragged[0];
  if (first === undefined) return true;
  const siblings = place.parent === null ? plan.roots : plan.items.get(place.parent)?.children;
  if (!siblings) return true;
  const start = siblings.indexOf(first);
  // They stand side by side already, in this order…
  if (start < 0 || dragged.some((id, i) => siblings[start + i] !== id)) return false;
  // …and next to where they would go.
  if (place.after !== undefined) return siblings[start - 1] === place.after;
  if (place.before !== undefined) return siblings[start + dragged.length] === place.before;
  return start + dragged.length === siblings.length;
}
