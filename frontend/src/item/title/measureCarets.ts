import type { TitleCaret } from "./TitleCarets";

export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where a caret is drawn, in CSS pixels from the top left of the text's element. */
export interface CaretBox {
  clientId: number;
  left: number;
  top: number;
  height: number;
  selection: readonly Rect[];
  /** Too near the right edge for a name that opens to the right. */
  nearEnd: boolean;
}

const NAME_ROOM_PX = 96;

/** Measures carets on an element whose only child is a text node. */
export function measureCarets(element: HTMLElement, carets: readonly TitleCaret[]): CaretBox[] {
  const node = element.firstChild;
  if (carets.length === 0 || !(node instanceof Text)) return [];
  const place = placing(element);
  const range = document.createRange();
  return carets.map(({ clientId, anchor, head }) => {
    const at = within(head, node.length);
    const from = within(anchor, node.length);
    range.setStart(node, at);
    range.setEnd(node, at);
    const rects = range.getClientRects();
    const rect = rects[rects.length - 1];
    const caret = rect ? place(rect) : { left: 0, top: 0, width: 0, height: element.offsetHeight };
    const selection: Rect[] = [];
    if (from !== at) {
      range.setStart(node, Math.min(from, at));
      range.setEnd(node, Math.max(from, at));
      for (const part of range.getClientRects()) if (part.width > 0) selection.push(place(part));
    }
    return {
      clientId,
      left: caret.left,
      top: caret.top,
      height: caret.height,
      selection,
      nearEnd: caret.left > element.offsetWidth - NAME_ROOM_PX,
    };
  });
}

/** Where some letters of such an element are drawn; empty where they are not. */
export function measureRange(element: HTMLElement, from: number, to: number): Rect[] {
  const node = element.firstChild;
  if (!(node instanceof Text)) return [];
  const place = placing(element);
  const range = document.createRange();
  range.setStart(node, within(from, node.length));
  range.setEnd(node, within(to, node.length));
  return [...range.getClientRects()].filter(({ width }) => width > 0).map(place);
}

function placing(element: HTMLElement): (rect: DOMRect) => Rect {
  const frame = element.getBoundingClientRect();
  // Where an ancestor is scaled, measured pixels are not CSS pixels.
  const scale = element.offsetWidth > 0 ? frame.width / element.offsetWidth : 1;
  return (rect) => ({
    left: (rect.left - frame.left) / scale,
    top: (rect.top - frame.top) / scale,
    width: rect.width / scale,
    height: rect.height / scale,
  });
}

function within(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length);
}
