import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** A row to draw, or the room of those that are not drawn. */
export type Part = { id: string } | { space: number; key: string };

const OVERSCAN = 700;
const STEP = 240;
/** What is drawn before the sizes are known: enough for any screen. */
const FIRST_SIGHT = { top: 0, bottom: 1600 };

/**
 * Draws of a long list only what is in sight or near it. Rows may have any height: those that were
 * drawn are measured, the others estimated.
 *
 * @param ids the rows, in order; each is drawn as an element with `attribute` set to its id.
 * @param pinned rows that are drawn wherever they are: what has the focus, what is dragged.
 * @param least lists that are not longer are drawn whole.
 */
export function useWindow({
  ids,
  pinned,
  least,
  listRef,
  scrollerOf,
  attribute,
  estimate,
  gap = 0,
}: {
  ids: readonly string[];
  pinned: (id: string) => boolean;
  least: number;
  listRef: RefObject<HTMLElement | null>;
  scrollerOf: (list: HTMLElement) => HTMLElement | null;
  attribute: string;
  estimate: (id: string) => number;
  gap?: number;
}): readonly Part[] {
  const long = ids.length > least;
  const heights = useRef(new Map<string, number>());
  const [view, setView] = useState(FIRST_SIGHT);
  const [, setMeasured] = useState(0);
  const observer = useRef<ResizeObserver | null>(null);
  const findScroller = useRef(scrollerOf);

  useEffect(() => {
    const list = listRef.current;
    const scroller = list && findScroller.current(list);
    if (!long || !list || !scroller) return;
    const look = () => {
      const box = scroller.getBoundingClientRect();
      const above = box.top - list.getBoundingClientRect().top;
      const top = Math.floor(above / STEP) * STEP;
      const bottom = Math.ceil((above + box.height) / STEP) * STEP;
      setView((now) => (now.top === top && now.bottom === bottom ? now : { top, bottom }));
    };
    look();
    scroller.addEventListener("scroll", look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(scroller);
    sizes.observe(list);
    return () => {
      scroller.removeEventListener("scroll", look);
      sizes.disconnect();
    };
  }, [long, listRef]);

  useEffect(() => {
    if (!long) return;
    const measured = new ResizeObserver((entries) => {
      let changed = false;
      for (const { target } of entries) {
        const id = target.getAttribute(attribute);
        // What was taken out of the page measures nothing.
        if (id === null || !target.isConnected) continue;
        const { height } = target.getBoundingClientRect();
        const whole = height + Number.parseFloat(getComputedStyle(target).marginTop);
        if (Math.abs((heights.current.get(id) ?? -1) - whole) > 0.5) {
          heights.current.set(id, whole);
          changed = true;
        }
      }
      if (changed) setMeasured((count) => count + 1);
    });
    observer.current = measured;
    return () => {
      observer.current = null;
      measured.disconnect();
    };
  }, [long, attribute]);

  useLayoutEffect(() => {
    if (!long) return;
    // One observer for all; to observe an element again changes nothing.
    for (const row of listRef.current?.querySelectorAll(`[${attribute}]`) ?? []) {
      observer.current?.observe(row);
    }
  });

  return long
    ? partsOf(ids, view, pinned, (id) => heights.current.get(id) ?? estimate(id), gap)
    : ids.map((id) => ({ id }));
}

/** What is drawn of a list where `view` (pixels from its start) is in sight. */
export function partsOf(
  ids: readonly string[],
  view: { top: number; bottom: number },
  pinned: (id: string) => boolean,
  heightOf: (id: string) => number,
  gap = 0,
): Part[] {
  const parts: Part[] = [];
  const from = view.top - OVERSCAN;
  const to = view.bottom + OVERSCAN;
  let at = 0;
  let skipped = 0;
  let spaces = 0;
  const close = () => {
    // The gap after the last one skipped is the list's own.
    if (skipped > 0) parts.push({ space: skipped - gap, key: `space-${spaces++}` });
    skipped = 0;
  };
  for (const id of ids) {
    const height = heightOf(id) + gap;
    if ((at + height > from && at < to) || pinned(id)) {
      close();
      parts.push({ id });
    } else {
      skipped += height;
    }
    at += height;
  }
  close();
  return parts;
}
