import type { KeyboardEvent } from "react";

/**
 * Closes a dialog for an Escape that is meant for it. Mantine would also close it for one that is
 * meant for a list or a form over it.
 */
export function closeByEscape(event: KeyboardEvent, onClose: () => void): void {
  if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
  event.stopPropagation();
  const { target, currentTarget, defaultPrevented } = event;
  const isOwn =
    !defaultPrevented &&
    target instanceof Element &&
    currentTarget.contains(target) &&
    target.getAttribute("aria-expanded") !== "true";
  if (isOwn) onClose();
}
