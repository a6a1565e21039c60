import type { Item, Plan } from "@/plan/types";
import { withAncestors } from "../filter";

/** One line of the outline. */
export interface Row {
  id: string;
  depth: number;
  parent: string | null;
  /** Place among the siblings that are shown, from 1. */
  position: number;
  setSize: number;
  expandable: boolean;
  expanded: boolean;
  /** Shown only because something below it fits the filter. */
  onPath: boolean;
}

/** What the outline shows, from top to bottom. */
export interface OutlineRows {
  /** Missions, visions and values that stand at the top with nothing below them. */
  statements: readonly Row[];
  rows: readonly Row[];
  /** Ids of all, in the order in which one walks through them. */
  order: readonly string[];
  index: ReadonlyMap<string, Row>;
}

export const STATEMENT_KINDS = ["mission", "vision", "value"] as const;

/** Whether an item is drawn as a statement above the tree rather than as a line in it. */
export function isStatement(item: Item): boolean {
  return (
    item.parent === null &&
    item.children.length === 0 &&
    (STATEMENT_KINDS as readonly string[]).includes(item.kind)
  );
}

/**
 * @param collapsed items whose children are folded away; a filter unfolds everything.
 * @param matches the items that fit a filter, or null without one.
 */
export function outlineRows(
  plan: Plan,
  collapsed: ReadonlySet<string>,
  matches: ReadonlySet<string> | null,
): OutlineRows {
  const shown = matches && withAncestors(plan, matches);
  const visible = (ids: readonly string[]) => (shown ? ids.filter((id) => shown.has(id)) : ids);

  const roots = visible(plan.roots);
  const statements: Row[] = [];
  for (const kind of STATEMENT_KINDS) {
    const ids = roots.filter((id) => {
      const item = plan.items.get(id);
      return item !== undefined && item.kind === kind && isStatement(item);
    });
    ids.forEach((id, index) => {
      statements.push({
        id,
        depth: 0,
        parent: null,
        position: index + 1,
        setSize: ids.length,
        expandable: false,
        expanded: false,
        onPath: false,
      });
    });
  }

  const rows: Row[] = [];
  const walk = (ids: readonly string[], depth: number, parent: string | null) => {
    ids.forEach((id, index) => {
      const item = plan.items.get(id);
      if (!item) return;
      const children = visible(item.children);
      const expandable = children.length > 0;
      const expanded = expandable && (matches !== null || !collapsed.has(id));
      rows.push({
        id,
        depth,
        parent,
        position: index + 1,
        setSize: ids.length,
        expandable,
        expanded,
        onPath: matches !== null && !matches.has(id),
      });
      if (expanded) walk(children, depth + 1, id);
    });
  };
  const inBand = new Set(statements.map(({ id }) => id));
  walk(
    roots.filter((id) => !inBand.has(id)),
    0,
    null,
  );

  const all = [...statements, ...rows];
  return {
    statements,
    rows,
    order: all.map(({ id }) => id),
    index: new Map(all.map((row) => [row.id, row])),
  };
}

/** The siblings of a row that are shown, in order; for a statement, those of its kind. */
export function siblingsOf(outline: OutlineRows, plan: Plan, id: string): readonly string[] {
  const row = outline.index.get(id);
  if (!row) return [];
  if (outline.statements.includes(row)) {
    const kind = plan.items.get(id)?.kind;
    return outline.statements
      .map((one) => one.id)
      .filter((one) => plan.items.get(one)?.kind === kind);
  }
  return outline.rows.filter((one) => one.parent === row.parent).map((one) => one.id);
}

/** Whether `id` is `ancestor` or hangs somewhere below it. */
export function isWithin(plan: Plan, id: string, ancestor: string): boolean {
  let at: string | null = id;
  while (at !== null) {
    if (at === ancestor) return true;
    at = plan.items.get(at)?.parent ?? null;
  }
  return false;
}

/** Of some items, those that hang below no other of them, in the order of the outline. */
export function topmost(plan: Plan, order: readonly string[], ids: ReadonlySet<string>): string[] {
  return order.filter((id) => {
    if (!ids.has(id)) return false;
    let at = plan.items.get(id)?.parent ?? null;
    while (at !== null) {
      if (ids.has(at)) return false;
      at = plan.items.get(at)?.parent ?? null;
    }
    return true;
  });
}
