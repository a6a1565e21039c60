import {
  type CollisionDetection,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type RefObject, useState } from "react";
import type { Plan } from "@/plan/types";
import { useSession } from "@/session";

import { useAnnounce } from "../announce";
import {
  ItemKeyboardSensor,
  ItemMouseSensor,
  ItemTouchSensor,
  KEYBOARD_CODES,
  MOUSE_CONSTRAINT,
  TOUCH_CONSTRAINT,
} from "../drag";
import * as edits from "../edits";
import { useLatest } from "../useLatest";
import { usePointer } from "../usePointer";
import { columnName } from "./columnName";
import { type ColumnCards, cardPlace } from "./columns";

/** A place between the cards of a column, counted without the dragged one. */
export interface CardSlot {
  kind: string;
  index: number;
}

export interface CardDrag {
  id: string;
  byKeyboard: boolean;
  slot: CardSlot | null;
}

/** The column whose box the pointer is in, or is nearest to. */
export const columnUnderPointer: CollisionDetection = ({
  droppableContainers,
  droppableRects,
  pointerCoordinates,
}) => {
  if (!pointerCoordinates) return [];
  let best: { id: string | number; away: number } | null = null;
  for (const { id } of droppableContainers) {
    const rect = droppableRects.get(id);
    if (!rect) continue;
    const { x } = pointerCoordinates;
    const away = Math.max(rect.left - x, x - rect.right, 0);
    if (!best || away < best.away) best = { id, away };
  }
  return best ? [{ id: best.id }] : [];
};

/** Dragging cards within and between columns. */
export function useColumnsDrag({
  plan,
  columns,
  boardRef,
  focusCard,
}: {
  plan: Plan;
  columns: readonly ColumnCards[];
  boardRef: RefObject<HTMLDivElement | null>;
  focusCard(id: string): void;
}) {
  const session = useSession();
  const announce = useAnnounce();
  const [drag, setDrag] = useState<CardDrag | null>(null);
  const pointer = usePointer(drag !== null && !drag.byKeyboard);

  const cardsOf = (kind: string, without: string) =>
    columns.find((column) => column.kind === kind)?.cards.filter((id) => id !== without) ?? [];
  const titleOf = (id: string | null | undefined) =>
    (id && plan.items.get(id)?.title) || "Untitled";

  function describe(id: string, { kind, index }: CardSlot): string {
    const cards = cardsOf(kind, id);
    const where = `${columnName(kind)}, place ${index + 1} of ${cards.length + 1}`;
    const parent = cardPlace(plan, id, kind, cards, index)?.move?.parent;
    return parent ? `${where}, below ${titleOf(parent)}` : where;
  }

  const moveByKey: KeyboardCoordinateGetter = useLatest((event) => {
    if (!drag?.slot) return undefined;
    const { slot, id } = drag;
    const at = columns.findIndex(({ kind }) => kind === slot.kind);
    let next = slot;
    if (event.code === "ArrowUp" || event.code === "ArrowDown") {
      const most = cardsOf(slot.kind, id).length;
      const index = slot.index + (event.code === "ArrowUp" ? -1 : 1);
      next = { ...slot, index: Math.min(Math.max(index, 0), most) };
    } else if (event.code === "ArrowLeft" || event.code === "ArrowRight") {
      const beside = columns[at + (event.code === "ArrowLeft" ? -1 : 1)];
      if (beside) {
        next = {
          kind: beside.kind,
          index: Math.min(slot.index, cardsOf(beside.kind, id).length),
        };
      }
    } else return undefined;
    event.preventDefault();
    setDrag({ ...drag, slot: next });
    announce(describe(id, next));
    boardRef.current
      ?.querySelector(`[data-column="${CSS.escape(next.kind)}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return undefined;
  });

  const sensors = useSensors(
    useSensor(ItemMouseSensor, { activationConstraint: MOUSE_CONSTRAINT }),
    useSensor(ItemTouchSensor, { activationConstraint: TOUCH_CONSTRAINT }),
    useSensor(ItemKeyboardSensor, { keyboardCodes: KEYBOARD_CODES, coordinateGetter: moveByKey }),
  );

  function start({ active, activatorEvent }: DragStartEvent) {
    const id = String(active.id);
    const byKeyboard = activatorEvent instanceof KeyboardEvent;
    const column = columns.find(({ cards }) => cards.includes(id));
    const slot = column ? { kind: column.kind, index: column.cards.indexOf(id) } : null;
    setDrag({ id, byKeyboard, slot: byKeyboard ? slot : null });
    if (byKeyboard) {
      announce(
        `Picked up ${titleOf(id)}. Arrow keys move it, Enter drops it, Escape leaves it where it was.`,
      );
    }
  }

  function slotAt(id: string): CardSlot | null {
    const point = pointer.current;
    const board = boardRef.current;
    if (!point || !board) return null;
    const box = board.getBoundingClientRect();
    if (point.x < box.left || point.x > box.right || point.y < box.top || point.y > box.bottom) {
      return null;
    }
    let column: HTMLElement | null = null;
    for (const one of board.querySelectorAll<HTMLElement>("[data-column]")) {
      const rect = one.getBoundingClientRect();
      // The gap to the right of a column is its own.
      if (point.x >= rect.left - 8 && point.x < rect.right + 8) column = one;
    }
    const kind = column?.dataset.column;
    if (!column || kind === undefined) return null;
    // Of a long column, not all cards are drawn.
    const cards = cardsOf(kind, id);
    let index = cards.length;
    for (const card of column.querySelectorAll<HTMLElement>("[data-card-id]")) {
      const at = cards.indexOf(card.dataset.cardId ?? "");
      if (at < 0) continue;
      const rect = card.getBoundingClientRect();
      if (point.y < rect.top + rect.height / 2) {
        index = at;
        break;
      }
      index = at + 1;
    }
    return { kind, index };
  }

  function move() {
    if (!drag || drag.byKeyboard) return;
    const slot = plan.items.has(drag.id) ? slotAt(drag.id) : null;
    if (slot?.kind !== drag.slot?.kind || slot?.index !== drag.slot?.index) {
      setDrag({ ...drag, slot });
    }
  }

  function end() {
    const done = drag;
    setDrag(null);
    if (!done) return;
    // The plan may have changed under the pointer since it last moved.
    const slot = done.byKeyboard ? done.slot : slotAt(done.id);
    if (!slot || !plan.items.has(done.id)) return;
    const column = columns.find(({ kind }) => kind === slot.kind);
    const stays =
      column?.cards.indexOf(done.id) === slot.index && plan.items.get(done.id)?.kind === slot.kind;
    const cards = cardsOf(slot.kind, done.id);
    const place = cardPlace(plan, done.id, slot.kind, cards, Math.min(slot.index, cards.length));
    if (stays || !place) announce("Left where it was");
    else if (!edits.moveCard(session, done.id, place.kind, place.move)) {
      announce("It cannot go there");
    } else announce(`Dropped in ${describe(done.id, slot)}`);
    if (done.byKeyboard) focusCard(done.id);
  }

  function cancel() {
    setDrag(null);
    announce("Left where it was");
  }

  /** The item that the dragged card would newly hang below; null where that stays as it is. */
  function newParent(): string | null {
    if (!drag?.slot) return null;
    const { id, slot } = drag;
    const move = cardPlace(plan, id, slot.kind, cardsOf(slot.kind, id), slot.index)?.move;
    if (!move || move.parent === plan.items.get(id)?.parent) return null;
    return move.parent;
  }

  return { drag, sensors, start, move, end, cancel, newParent };
}
