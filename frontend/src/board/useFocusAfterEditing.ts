import { useEffect, useRef } from "react";
import { useLatest } from "./useLatest";

/**
 * When a title is not edited any more, the focus goes to its row or card, so that keys go on; but
 * not where a click has put it elsewhere.
 */
export function useFocusAfterEditing(
  editing: boolean,
  place: () => HTMLElement | null | false,
): void {
  const wasEditing = useRef(false);
  const focusPlace = useLatest(() => {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    const found = place();
    if (found) found.focus({ preventScroll: true });
  });
  useEffect(() => {
    const ended = wasEditing.current && !editing;
    wasEditing.current = editing;
    if (!ended) return;
    // Within the event that takes the focus from a title nothing has it yet, and to focus anything
    // then would keep it from where it is going.
    const timer = setTimeout(focusPlace);
    return () => clearTimeout(timer);
  }, [editing, focusPlace]);
}
