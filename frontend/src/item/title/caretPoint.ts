/** The index in an element's text under a point of the window, or null where there is none. */
export function caretAtPoint(element: Element, x: number, y: number): number | null {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return within(element, position.offsetNode, position.offset);
  const range = (
    document as { caretRangeFromPoint?: (x: number, y: number) => Range | null }
  ).caretRangeFromPoint?.(x, y);
  return range ? within(element, range.startContainer, range.startOffset) : null;
}

function within(element: Element, node: Node, offset: number): number | null {
  return node.nodeType === Node.TEXT_NODE && element.contains(node) ? offset : null;
}
