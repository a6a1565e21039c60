import {
  type DragEndEvent,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type RefObject, useMemo, useRef, useState } from "react";
import type { Plan } from "@/plan/types";
import { useSession } from "@/session";
import { useAnnounce } from "../announce";
import {
  ItemKeyboardSensor,
  ItemMouseSensor,
  ItemTouchSensor,
  KEYBOARD_CODES,
  MOUSE_CONSTRAINT,
  pointOf,
  TOUCH_CONSTRAINT,
} from "../drag";
import * as edits from "../edits";
import { useLatest } from "../useLatest";
import { usePointer } from "../usePointer";
import { changesNothing, depthsAt, dropRows, type Projection, project, slotOf } from "./drop";
import { isStatement, isWithin, type OutlineRows } from "./rows";

/** The width of one level of the outline, in pixels; `--indent` in OutlineRow.module.css. */
export const INDENT = 24;

/** A drop beside a statement of the same kind. */
interface BesideStatement {
  id: string;
  side: "before" | "after";
}

export interface OutlineDrag {
  ids: readonly string[];
  byKeyboard: boolean;
  target: Projection | BesideStatement | null;
}

interface Held {
  startX: number | null;
  startDepth: number;
  /** By keyboard: the slot and the level wished for. */
  slot: number;
  depth: number;
}

/** Dragging rows of the outline with a mouse, a finger or the keyboard. */
export function useOutlineDrag({
  plan,
  outline,
  treeRef,
  targets,
  focusRow,
}: {
  plan: Plan;
  outline: OutlineRows;
  treeRef: RefObject<HTMLDivElement | null>;
  targets(id: string): readonly string[];
  focusRow(id: string): void;
}) {
  const session = useSession();
  const announce = useAnnounce();
  const [drag, setDrag] = useState<OutlineDrag | null>(null);
  const held = useRef<Held | null>(null);
  const pointer = usePointer(drag !== null && !drag.byKeyboard);

  const titleOf = (id: string | null) =>
    id === null ? "the top" : plan.items.get(id)?.title || "Untitled";

  /** Somebody may have deleted, or moved under it, what is dragged. */
  const present = (ids: readonly string[]) => ids.filter((id) => plan.items.has(id));

  const moveByKey: KeyboardCoordinateGetter = useLatest((event) => {
    const now = held.current;
    if (!now || !drag) return undefined;
    const among = dropRows(plan, outline.rows, drag.ids);
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const step = steps[event.code];
    if (!step) return undefined;
    event.preventDefault();
    now.slot = Math.min(Math.max(now.slot + step[0], 0), among.length);
    if (step[1] !== 0) {
      const { least, most } = depthsAt(among, now.slot);
      const from = Math.min(Math.max(now.depth, least), most);
      now.depth = Math.min(Math.max(from + step[1], least), most);
    }
    const target = project(plan, among, drag.ids, now.slot, now.depth);
    setDrag({ ...drag, target });
    announce(describe(target));
    const row = treeRef.current?.querySelector(
      `[data-item-id="${CSS.escape(target.under ?? among[0]?.id ?? "")}"]`,
    );
    row?.scrollIntoView({ block: "nearest" });
    return undefined;
  });

  function describe(target: Projection): string {
    if (target.after !== undefined) {
      return `After ${titleOf(target.after)}, level ${target.depth + 1}`;
    }
    if (target.before !== undefined) {
      return `Before ${titleOf(target.before)}, level ${target.depth + 1}`;
    }
    return `Below ${titleOf(target.parent)}, level ${target.depth + 1}`;
  }

  const sensors = useSensors(
    useSensor(ItemMouseSensor, { activationConstraint: MOUSE_CONSTRAINT }),
    useSensor(ItemTouchSensor, { activationConstraint: TOUCH_CONSTRAINT }),
    useSensor(ItemKeyboardSensor, {
      keyboardCodes: KEYBOARD_CODES,
      coordinateGetter: moveByKey,
    }),
  );

  function start({ active, activatorEvent }: DragStartEvent) {
    const id = String(active.id);
    const ids = targets(id);
    const byKeyboard = activatorEvent instanceof KeyboardEvent;
    const among = dropRows(plan, outline.rows, ids);
    const depth = outline.index.get(id)?.depth ?? 0;
    held.current = {
      startX: pointOf(activatorEvent)?.x ?? null,
      startDepth: depth,
      slot: slotOf(outline.rows, among, id, "upper"),
      depth,
    };
    setDrag({ ids, byKeyboard, target: null });
    if (byKeyboard) {
      announce(
        `Picked up ${titleOf(id)}. Up and Down move it, Left and Right change its level, Enter drops it, Escape leaves it where it was.`,
      );
    }
  }

  function targetAt(ids: readonly string[]): OutlineDrag["target"] {
    const point = pointer.current;
    const tree = treeRef.current;
    const now = held.current;
    const first = ids[0];
    if (!point || !tree || !now || first === undefined) return null;
    const box = tree.getBoundingClientRect();
    const x = Math.min(Math.max(point.x, box.left + 8), box.right - 8);
    const over =
      rowAt(tree, x, point.y) ?? rowAt(tree, x, point.y + 8) ?? rowAt(tree, x, point.y - 8);
    if (over) {
      const id = over.dataset.itemId ?? "";
      const item = plan.items.get(id);
      const rect = over.getBoundingClientRect();
      if (item && isStatement(item)) {
        // Statements are ordered among their own kind.
        const dragged = plan.items.get(first);
        if (ids.length > 1 || !dragged || !isStatement(dragged) || dragged.kind !== item.kind) {
          return null;
        }
        if (id === first) return null;
        const flows = over.dataset.flow !== undefined;
        const before = flows
          ? point.x < rect.left + rect.width / 2
          : point.y < rect.top + rect.height / 2;
        return { id, side: before ? "before" : "after" };
      }
      const among = dropRows(plan, outline.rows, ids);
      const half = point.y < rect.top + rect.height / 2 ? "upper" : "lower";
      const slot = slotOf(outline.rows, among, id, half);
      return project(plan, among, ids, slot, wishedDepth(now, point.x));
    }
    // Past the last row it goes to the end.
    const among = dropRows(plan, outline.rows, ids);
    const last = among[among.length - 1];
    const lastRow = last && tree.querySelector(`[data-item-id="${CSS.escape(last.id)}"]`);
    if (lastRow && point.y > lastRow.getBoundingClientRect().bottom) {
      return project(plan, among, ids, among.length, wishedDepth(now, point.x));
    }
    return null;
  }

  function move() {
    if (!drag || drag.byKeyboard) return;
    const ids = present(drag.ids);
    const target = ids.length > 0 ? targetAt(ids) : null;
    if (!sameTarget(drag.target, target)) setDrag({ ...drag, target });
  }

  function end(_event: DragEndEvent) {
    const done = drag;
    const ids = present(done?.ids ?? []);
    const first = ids[0];
    // The plan may have changed under the pointer since it last moved.
    const target = done?.byKeyboard ? done.target : targetAt(ids);
    setDrag(null);
    held.current = null;
    if (!done) return;
    if (first === undefined || !target) return;
    const place =
      "side" in target
        ? {
            parent: null,
            ...(target.side === "before" ? { before: target.id } : { after: target.id }),
          }
        : { parent: target.parent, before: target.before, after: target.after };
    const gone = [place.parent, place.before, place.after].some(
      (id) => id !== null && id !== undefined && !plan.items.has(id),
    );
    if (gone || changesNothing(plan, ids, place)) {
      announce("Left where it was");
    } else if (
      (place.parent !== null && ids.some((id) => isWithin(plan, place.parent as string, id))) ||
      !edits.moveTo(session, ids, place)
    ) {
      announce("It cannot go there");
    } else {
      announce(`Dropped. ${"side" in target ? "" : describe(target)}`);
    }
    if (done.byKeyboard) focusRow(first);
  }

  function cancel() {
    setDrag(null);
    held.current = null;
    announce("Left where it was");
  }

  const dragged = useMemo(() => new Set(drag?.ids ?? []), [drag?.ids]);
  return { drag, dragged, sensors, start, move, end, cancel };
}

function wishedDepth(held: Held, x: number): number {
  return held.startX === null
    ? held.startDepth
    : held.startDepth + Math.round((x - held.startX) / INDENT);
}

function rowAt(tree: HTMLElement, x: number, y: number): HTMLElement | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const row = element.closest<HTMLElement>("[data-item-id]");
    if (row && tree.contains(row)) return row;
  }
  return null;
}

function sameTarget(one: OutlineDrag["target"], other: OutlineDrag["target"]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
