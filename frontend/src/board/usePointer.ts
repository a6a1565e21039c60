import { useEffect, useRef } from "react";
import { pointOf } from "./drag";

/** Where the pointer is, while something is dragged; null before it moved. */
export function usePointer(active: boolean): { current: { x: number; y: number } | null } {
  const point = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => {
    if (!active) return;
    const note = (event: Event) => {
      point.current = pointOf(event) ?? point.current;
    };
    window.addEventListener("mousemove", note, { capture: true, passive: true });
    window.addEventListener("touchmove", note, { capture: true, passive: true });
    return () => {
      point.current = null;
      window.removeEventListener("mousemove", note, { capture: true });
      window.removeEventListener("touchmove", note, { capture: true });
    };
  }, [active]);
  return point;
}
