import {
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type RefObject, useRef, useState } from "react";
import { useAnnounce } from "@/board/announce";
import {
  ItemKeyboardSensor,
  ItemMouseSensor,
  ItemTouchSensor,
  KEYBOARD_CODES,
  MOUSE_CONSTRAINT,
  TOUCH_CONSTRAINT,
} from "@/board/drag";
import { useLatest } from "@/board/useLatest";
import { usePointer } from "@/board/usePointer";
import { placeInGap } from "./agenda";

export interface AgendaDrag {
  id: string;
  byKeyboard: boolean;
  /** The gap it would go into; 0 is before the first row. Null: nowhere. */
  gap: number | null;
}

/** Dragging rows of an agenda by mouse, touch or keys (M, arrows, Enter). */
export function useAgendaDrag({
  rows,
  listRef,
  onMove,
}: {
  rows: readonly { id: string; title: string }[];
  listRef: RefObject<HTMLElement | null>;
  onMove(id: string, before: string | null): void;
}) {
  const announce = useAnnounce();
  const [drag, setDrag] = useState<AgendaDrag | null>(null);
  // Keys may come faster than React draws.
  const held = useRef<AgendaDrag | null>(null);
  const pointer = usePointer(drag !== null && !drag.byKeyboard);
  const set = (next: AgendaDrag | null) => {
    held.current = next;
    setDrag(next);
  };
  const titleOf = (id: string) => rows.find((row) => row.id === id)?.title ?? "";

  function describe(gap: number): string {
    const after = rows[gap];
    return after ? `Before ${after.title}` : "At the end";
  }

  const moveByKey: KeyboardCoordinateGetter = useLatest((event) => {
    const now = held.current;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.code];
    if (!now || step === undefined) return undefined;
    event.preventDefault();
    const at = rows.findIndex(({ id }) => id === now.id);
    let gap = (now.gap ?? at) + step;
    // Both gaps beside it leave it where it is: one of them is enough.
    if (gap === at + 1) gap += step;
    gap = Math.min(Math.max(gap, 0), rows.length);
    set({ ...now, gap });
    announce(gap === at ? "Where it was" : describe(gap));
    const shown = rows[Math.min(gap, rows.length - 1)];
    listRef.current
      ?.querySelector(`[data-activity="${CSS.escape(shown?.id ?? "")}"]`)
      ?.scrollIntoView({ block: "nearest" });
    return undefined;
  });

  const sensors = useSensors(
    useSensor(ItemMouseSensor, { activationConstraint: MOUSE_CONSTRAINT }),
    useSensor(ItemTouchSensor, { activationConstraint: TOUCH_CONSTRAINT }),
    useSensor(ItemKeyboardSensor, { keyboardCodes: KEYBOARD_CODES, coordinateGetter: moveByKey }),
  );

  function gapAtPointer(): number | null {
    const point = pointer.current;
    const list = listRef.current;
    if (!point || !list) return held.current?.gap ?? null;
    const shown = new Map(
      [...list.querySelectorAll<HTMLElement>("[data-activity]")].map((row) => [
        row.dataset.activity ?? "",
        row.getBoundingClientRect(),
      ]),
    );
    return rows.filter(({ id }) => {
      const rect = shown.get(id);
      return rect !== undefined && rect.top + rect.height / 2 < point.y;
    }).length;
  }

  return {
    drag,
    context: {
      sensors,
      onDragStart({ active, activatorEvent }: DragStartEvent) {
        const id = String(active.id);
        const byKeyboard = activatorEvent instanceof KeyboardEvent;
        set({ id, byKeyboard, gap: rows.findIndex((row) => row.id === id) });
        if (byKeyboard) {
          announce(
            `Picked up ${titleOf(id)}. Up and Down move it, Enter drops it, Escape leaves it where it was.`,
          );
        }
      },
      onDragMove() {
        const now = held.current;
        if (!now || now.byKeyboard) return;
        const gap = gapAtPointer();
        if (gap !== now.gap) set({ ...now, gap });
      },
      onDragEnd() {
        const done = held.current;
        const gap = done && !done.byKeyboard ? gapAtPointer() : (done?.gap ?? null);
        set(null);
        const before = done && gap !== null ? placeInGap(rows, done.id, gap) : undefined;
        if (!done || gap === null || before === undefined) {
          announce("Left where it was");
          return;
        }
        announce(`Dropped. ${describe(gap)}`);
        onMove(done.id, before);
      },
      onDragCancel() {
        set(null);
        announce("Left where it was");
      },
    },
  };
}
