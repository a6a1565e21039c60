/** Longer than Mantine takes to give the focus back to what had it. */
const AFTER_MS = 50;

/**
 * After a dialog: what it was opened from may be gone (an entry of a menu, a mark). Then the focus
 * goes to the item that it was about, and not to the top of the page.
 */
export function focusBack(item: string | null): void {
  if (item === null) return;
  setTimeout(() => {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    const id = CSS.escape(item);
    document
      .querySelector<HTMLElement>(
        `[data-item-id="${id}"], [data-card-id="${id}"] button, [data-item-panel="${id}"] button`,
      )
      ?.focus({ preventScroll: true });
  }, AFTER_MS);
}
