/**
 * After a dialog: what it was opened from may be gone (an entry of a menu, a mark). Then the focus
 * goes to the item that it was about, and not to the top of the page.
 */
export function focusBack(item: string | null): void {
  if (item === null || document.activeElement !== document.body) return;
  const id = CSS.escape(item);
  document
    .querySelector<HTMLElement>(
      `[data-item-id="${id}"], [data-card-id="${id}"] button, [data-item-panel="${id}"] button`,
    )
    ?.focus({ preventScroll: true });
}
