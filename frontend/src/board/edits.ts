import {
  addItem,
  deleteItem,
  LOCAL,
  moveItems,
  restoreItem,
  setKind,
  setStatus,
} from "@/plan/change";
import { childKind } from "@/plan/kinds";
import type { Kind, Plan, Status } from "@/plan/types";
import type { BoardSession } from "@/session";
import type { Place } from "./outline/drop";

/**
 * Changes that one makes to the plan on the board. Each is one step of undo, however many items it
 * touches.
 */
function step<T>(session: BoardSession, change: () => T): T {
  session.undo.boundary();
  const result = session.doc.transact(change, LOCAL);
  session.undo.boundary();
  return result;
}

/** Whether one may put items there: where a part of the plan is open, from it and into it alone. */
function mayMove(session: BoardSession, ids: readonly string[], parent: string | null): boolean {
  if (session.canEdit) return true;
  return parent !== null && session.mayEdit(parent) && ids.every((id) => session.mayMove(id));
}

/** The kind of an item as one that may be given to a new item. */
function kindOf(plan: Plan, id: string): Kind {
  return (plan.items.get(id)?.kind ?? "idea") as Kind;
}

function usualBelow(plan: Plan, parent: string | null): Kind {
  return childKind(parent === null ? null : kindOf(plan, parent));
}

/** Beside the item that is open, nothing may be added: then it goes below that. */
export function addAfter(session: BoardSession, id: string): string {
  if (id === session.within) return addUnder(session, id);
  const plan = session.plan.getSnapshot();
  const parent = plan.items.get(id)?.parent ?? null;
  return step(session, () =>
    addItem(session.doc, { kind: kindOf(plan, id), parent, after: id, by: session.me.id }),
  );
}

export function addBefore(session: BoardSession, id: string): string {
  if (id === session.within) return addUnder(session, id);
  const plan = session.plan.getSnapshot();
  const parent = plan.items.get(id)?.parent ?? null;
  return step(session, () =>
    addItem(session.doc, { kind: kindOf(plan, id), parent, before: id, by: session.me.id }),
  );
}

/** Add an item as the last child (null: at the top), of the usual kind unless one is given. */
export function addUnder(session: BoardSession, under: string | null, kind?: Kind): string {
  const plan = session.plan.getSnapshot();
  const parent = under ?? session.within;
  return step(session, () =>
    addItem(session.doc, {
      kind: kind ?? usualBelow(plan, parent),
      parent,
      by: session.me.id,
    }),
  );
}

/** Move items, in their order. False where they cannot go there, such as under themselves. */
export function moveTo(session: BoardSession, ids: readonly string[], place: Place): boolean {
  if (!mayMove(session, ids, place.parent)) return false;
  return step(session, () => moveItems(session.doc, [...ids], place));
}

/** Move a card to a column and a place in it. */
export function moveCard(
  session: BoardSession,
  id: string,
  kind: string,
  place: Place | undefined,
): boolean {
  if (!session.mayEdit(id) || (place && !mayMove(session, [id], place.parent))) return false;
  return step(session, () => {
    const moved = place ? moveItems(session.doc, [id], place) : true;
    if (moved && session.plan.getSnapshot().items.get(id)?.kind !== kind) {
      setKind(session.doc, id, kind as Kind);
    }
    return moved;
  });
}

/**
 * Move items one up or down among the siblings that are shown.
 *
 * @returns false where there is nowhere to go.
 */
export function shift(
  session: BoardSession,
  siblings: readonly string[],
  ids: readonly string[],
  by: -1 | 1,
): boolean {
  const plan = session.plan.getSnapshot();
  const at = ids.map((id) => siblings.indexOf(id));
  if (at.length === 0 || at.includes(-1)) return false;
  const beside = siblings[by < 0 ? Math.min(...at) - 1 : Math.max(...at) + 1];
  if (beside === undefined) return false;
  const parent = plan.items.get(beside)?.parent ?? null;
  return moveTo(session, ids, by < 0 ? { parent, before: beside } : { parent, after: beside });
}

/** Put items below the sibling that is shown above them. */
export function indent(
  session: BoardSession,
  siblings: readonly string[],
  ids: readonly string[],
): string | null {
  const at = ids.map((id) => siblings.indexOf(id));
  if (at.length === 0 || at.includes(-1)) return null;
  const parent = siblings[Math.min(...at) - 1];
  if (parent === undefined) return null;
  return rehang(session, ids, { parent }) ? parent : null;
}

/** Put items beside their parent, below it. */
export function outdent(session: BoardSession, ids: readonly string[]): boolean {
  const plan = session.plan.getSnapshot();
  const parents = new Set(ids.map((id) => plan.items.get(id)?.parent ?? null));
  const [parent] = parents;
  if (parents.size !== 1 || parent === null || parent === undefined) return false;
  return rehang(session, ids, { parent: plan.items.get(parent)?.parent ?? null, after: parent });
}

/**
 * Change the level of items. What has nothing below it yet and was of the usual kind for its level
 * takes the usual kind of the new one, so that a plan can be typed top down.
 */
function rehang(session: BoardSession, ids: readonly string[], place: Place): boolean {
  if (!mayMove(session, ids, place.parent)) return false;
  const plan = session.plan.getSnapshot();
  const kind = usualBelow(plan, place.parent);
  const retyped = ids.filter((id) => {
    const item = plan.items.get(id);
    return item && item.children.length === 0 && item.kind === usualBelow(plan, item.parent);
  });
  return step(session, () => {
    if (!moveItems(session.doc, [...ids], place)) return false;
    for (const id of retyped) setKind(session.doc, id, kind);
    return true;
  });
}

export function retype(session: BoardSession, ids: readonly string[], kind: Kind): void {
  step(session, () => {
    for (const id of ids) if (session.mayEdit(id)) setKind(session.doc, id, kind);
  });
}

export function restatus(session: BoardSession, ids: readonly string[], status: Status): void {
  step(session, () => {
    for (const id of ids) if (session.mayEdit(id)) setStatus(session.doc, id, status);
  });
}

/** Put items, with what hangs below them, into the bin. */
export function remove(session: BoardSession, ids: readonly string[]): void {
  step(session, () => {
    for (const id of ids) if (session.mayMove(id)) deleteItem(session.doc, id, session.me.id);
  });
}

export function restore(session: BoardSession, ids: readonly string[]): void {
  step(session, () => {
    for (const id of ids) if (session.mayEdit(id)) restoreItem(session.doc, id);
  });
}
