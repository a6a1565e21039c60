import type { Plan } from "@/plan/types";
import { compareAge } from "./changes";
import type { ShownThread } from "./shown";

export type ThreadFilter = "open" | "resolved" | "mine";

/** Threads about one thing. */
export interface ThreadGroup {
  /** Null: the board as a whole. */
  item: string | null;
  /** Whether the item is in the plan now. */
  here: boolean;
  threads: readonly ShownThread[];
}

/** What one sees of the threads under a filter: one's own are those one wrote in or is named in. */
export function fits(thread: ShownThread, filter: ThreadFilter, me: string): boolean {
  if (filter === "open") return thread.resolved === null;
  if (filter === "resolved") return thread.resolved !== null;
  return thread.comments.some(
    ({ author, mentions, deleted }) =>
      !deleted &&
      (author.id === me || mentions.some(({ kind, id }) => kind === "person" && id === me)),
  );
}

/**
 * Threads in the order of the plan: the board's own first, then item by item as one reads them, what
 * is no longer in the plan last. On one item the title's come first, then the notes' in the order of
 * their words, then those on the whole of it; what stands at one place by age.
 *
 * @param indexOf where the words of a thread stand now in their title or notes; null: nowhere.
 */
export function inOrder(
  threads: readonly ShownThread[],
  plan: Plan,
  indexOf: (thread: ShownThread) => number | null,
): readonly ThreadGroup[] {
  const byItem = new Map<string | null, ShownThread[]>();
  for (const thread of threads) {
    byItem.set(thread.item, [...(byItem.get(thread.item) ?? []), thread]);
  }
  const order = readingOrder(plan);
  const rank = (item: string | null) =>
    item === null ? -1 : (order.get(item) ?? Number.POSITIVE_INFINITY);
  return [...byItem]
    .map(([item, some]) => ({
      item,
      here: item === null || plan.items.has(item),
      threads: sorted(some, indexOf),
    }))
    .sort((one, other) => {
      const apart = rank(one.item) - rank(other.item);
      if (apart !== 0 && !Number.isNaN(apart)) return apart;
      return (one.item ?? "") < (other.item ?? "") ? -1 : 1;
    });
}

function sorted(
  threads: readonly ShownThread[],
  indexOf: (thread: ShownThread) => number | null,
): ShownThread[] {
  const fields = { title: 0, body: 1, item: 2 } as const;
  const at = new Map(threads.map((thread) => [thread.id, indexOf(thread)]));
  return [...threads].sort((one, other) => {
    const field = fields[one.field] - fields[other.field];
    if (field !== 0) return field;
    const here = at.get(one.id) ?? Number.MAX_SAFE_INTEGER;
    const there = at.get(other.id) ?? Number.MAX_SAFE_INTEGER;
    return here - there || compareAge(one, other);
  });
}

function readingOrder({ roots, items }: Plan): Map<string, number> {
  const order = new Map<string, number>();
  const visit = (id: string) => {
    if (order.has(id)) return;
    order.set(id, order.size);
    for (const child of items.get(id)?.children ?? []) visit(child);
  };
  for (const root of roots) visit(root);
  return order;
}
