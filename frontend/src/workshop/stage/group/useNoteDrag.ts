import {
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useState } from "react";
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

/** A place for a note: a group by its id, no group, or a group to be made. */
export const LOOSE = "no-group";
export const NEW = "new-group";

export interface NoteDrag {
  note: string;
  byKeyboard: boolean;
  over: string | null;
}

/** Dragging notes between groups, by mouse, touch or keys (M, arrows, Enter). */
export function useNoteDrag({
  targets,
  placeOf,
  nameOf,
  onDrop,
}: {
  /** The places in the order in which they are shown. */
  targets: readonly string[];
  placeOf(note: string): string;
  nameOf(target: string): string;
  onDrop(note: string, target: string): void;
}) {
  const announce = useAnnounce();
  const [drag, setDrag] = useState<NoteDrag | null>(null);

  const moveByKey: KeyboardCoordinateGetter = useLatest((event) => {
    if (!drag) return undefined;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.code];
    if (step === undefined) return undefined;
    event.preventDefault();
    const at = targets.indexOf(drag.over ?? "");
    const over = targets[(at + step + targets.length) % targets.length] ?? null;
    setDrag({ ...drag, over });
    if (over !== null) {
      announce(nameOf(over));
      document.querySelector(`[data-group="${CSS.escape(over)}"]`)?.scrollIntoView({
        block: "nearest",
      });
    }
    return undefined;
  });

  const sensors = useSensors(
    useSensor(ItemMouseSensor, { activationConstraint: MOUSE_CONSTRAINT }),
    useSensor(ItemTouchSensor, { activationConstraint: TOUCH_CONSTRAINT }),
    useSensor(ItemKeyboardSensor, { keyboardCodes: KEYBOARD_CODES, coordinateGetter: moveByKey }),
  );

  return {
    drag,
    context: {
      sensors,
      collisionDetection: pointerWithin,
      onDragStart({ active, activatorEvent }: DragStartEvent) {
        const note = String(active.id);
        const byKeyboard = activatorEvent instanceof KeyboardEvent;
        setDrag({ note, byKeyboard, over: byKeyboard ? placeOf(note) : null });
        if (byKeyboard) {
          announce("Picked up. Arrow keys choose a group, Enter drops it, Escape leaves it.");
        }
      },
      onDragOver({ over }: { over: { id: string | number } | null }) {
        setDrag((now) =>
          now && !now.byKeyboard ? { ...now, over: over ? String(over.id) : null } : now,
        );
      },
      onDragEnd() {
        const done = drag;
        setDrag(null);
        if (!done || done.over === null || done.over === placeOf(done.note)) {
          announce("Left where it was");
          return;
        }
        announce(`Dropped in ${nameOf(done.over)}`);
        onDrop(done.note, done.over);
      },
      onDragCancel() {
        setDrag(null);
        announce("Left where it was");
      },
    },
  };
}
