import type { OutlineRows } from "./rows";

export type Step = { to: string } | { fold: string } | { unfold: string } | null;

/** What an arrow key, Home or End does in the tree, as the ARIA tree pattern has it. */
export function walk(outline: OutlineRows, from: string | null, key: string): Step {
  const { order, index } = outline;
  const first = order[0];
  const last = order[order.length - 1];
  if (first === undefined || last === undefined) return null;
  const row = from === null ? undefined : index.get(from);
  if (!row) return { to: key === "ArrowUp" || key === "End" ? last : first };
  const at = order.indexOf(row.id);
  switch (key) {
    case "ArrowDown":
      return to(order[at + 1]);
    case "ArrowUp":
      return to(order[at - 1]);
    case "Home":
      return { to: first };
    case "End":
      return { to: last };
    case "ArrowRight":
      if (!row.expandable) return null;
      return row.expanded ? to(order[at + 1]) : { unfold: row.id };
    case "ArrowLeft":
      if (row.expanded) return { fold: row.id };
      return row.parent === null ? null : { to: row.parent };
    default:
      return null;
  }
}

function to(id: string | undefined): Step {
  return id === undefined ? null : { to: id };
}

/** The ids from one row to another, both included, in the order of the outline. */
export function range(order: readonly string[], from: string, to: string): string[] {
  const [low, high] = [order.indexOf(from), order.indexOf(to)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return low < 0 ? (high < 0 ? [] : [order[high] as string]) : order.slice(low, high + 1);
}

/** Where to stand once some rows are gone: the next row that stays, else the one before. */
export function afterRemoval(
  order: readonly string[],
  gone: ReadonlySet<string>,
  current: string,
): string | null {
  const at = order.indexOf(current);
  for (let i = at + 1; i < order.length; i++) {
    const id = order[i] as string;
    if (!gone.has(id)) return id;
  }
  for (let i = at - 1; i >= 0; i--) {
    const id = order[i] as string;
    if (!gone.has(id)) return id;
  }
  return null;
}
