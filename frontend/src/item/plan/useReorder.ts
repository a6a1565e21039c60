import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

interface Beside {
  before?: string;
  after?: string;
}

/**
 * Reordering of a short list by a handle on each row: dragged with any pointer, or moved with the
 * arrow keys while the handle has the focus. Others may change the list meanwhile: rows are known
 * by id, and where a row goes is decided on letting go.
 */
export function useReorder(
  ids: readonly string[],
  onMove: (id: string, beside: Beside) => void,
): {
  /** The list as it would be if one let go now. */
  shown: readonly string[];
  dragged: string | null;
  handle: (id: string) => {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  };
} {
  const [drag, setDrag] = useState<{ id: string; to: number } | null>(null);
  const dragRef = useRef(drag);
  const set = (next: typeof drag) => {
    dragRef.current = next;
    setDrag(next);
  };

  const shown = drag ? moved(ids, drag.id, drag.to) : ids;

  function place(id: string, to: number) {
    const rest = ids.filter((one) => one !== id);
    const before = rest[to];
    const after = rest.at(-1);
    if (before !== undefined) onMove(id, { before });
    else if (after !== undefined) onMove(id, { after });
  }

  function drop() {
    const now = dragRef.current;
    set(null);
    if (now && ids.indexOf(now.id) !== now.to && ids.includes(now.id)) place(now.id, now.to);
  }

  return {
    shown,
    dragged: drag?.id ?? null,
    handle: (id) => ({
      onPointerDown(event) {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
        set({ id, to: ids.indexOf(id) });
      },
      onPointerMove(event) {
        if (dragRef.current?.id !== id) return;
        const list = event.currentTarget.closest("[data-reorder]");
        const rows = [...(list?.children ?? [])].filter(
          (row): row is HTMLElement => row instanceof HTMLElement && row.dataset.id !== id,
        );
        const to = rows.filter((row) => {
          const { top, height } = row.getBoundingClientRect();
          return top + height / 2 < event.clientY;
        }).length;
        if (to !== dragRef.current.to) set({ id, to });
      },
      onPointerUp: drop,
      onPointerCancel: () => set(null),
      onKeyDown(event) {
        if (event.key === "Escape" && dragRef.current) {
          event.stopPropagation();
          set(null);
          return;
        }
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        const to = ids.indexOf(id) + step;
        if (to >= 0 && to < ids.length) place(id, to);
      },
    }),
  };
}

function moved(ids: readonly string[], id: string, to: number): readonly string[] {
  if (!ids.includes(id)) return ids;
  const rest = ids.filter((one) => one !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}
