import { caretAtPoint } from "@/item/title/caretPoint";
import { measureRange } from "@/item/title/measureCarets";
import { titleText } from "@/plan/change";
import type { BoardSession } from "@/session";
import { rangeOf, wordsIn } from "../anchors";
import type { Mark } from "../Talk";
import type { Offer } from "./offers";

const HOLDERS = "[data-item-panel], [data-item-id], [data-card-id]";

/** The item that an element of the page belongs to. */
export function itemAt(element: Element | null): string | null {
  const holder = element?.closest<HTMLElement>(HOLDERS);
  const { itemPanel, itemId, cardId } = holder?.dataset ?? {};
  return itemPanel ?? itemId ?? cardId ?? null;
}

/** The words of a title that are selected, in its field or where it is only shown. */
export function selectedTitle(session: BoardSession): Offer | null {
  const { activeElement } = document;
  if (activeElement instanceof HTMLTextAreaElement && activeElement.dataset.title !== undefined) {
    const { selectionStart: from, selectionEnd: to, value } = activeElement;
    // The text under the field is drawn as the field draws it, and can be measured.
    const drawn = activeElement.parentElement?.querySelector<HTMLElement>("[data-title-mirror]");
    return offerOf(session, activeElement, drawn ?? null, value, from, to);
  }
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const title = range.startContainer.parentElement?.closest<HTMLElement>("[data-title]");
  if (!title || range.startContainer !== title.firstChild) return null;
  // A press three times in a row selects up to the beginning of what follows.
  const inside = range.endContainer === range.startContainer;
  const value = title.textContent ?? "";
  return offerOf(
    session,
    title,
    title,
    value,
    range.startOffset,
    inside ? range.endOffset : value.length,
  );
}

function offerOf(
  session: BoardSession,
  element: Element,
  drawn: HTMLElement | null,
  shown: string,
  from: number,
  to: number,
): Offer | null {
  const item = itemAt(element);
  const text = item === null ? null : titleText(session.doc, item);
  // While an input method is at work the field shows something else.
  if (item === null || !text || from >= to || text.toString() !== shown) return null;
  if (shown.slice(from, to).trim() === "") return null;
  return {
    item,
    field: "title",
    root: () => titleText(session.doc, item),
    range: { from, to },
    box: () => {
      const rects = drawn ? measureRange(drawn, from, to) : [];
      const [first] = rects;
      const last = rects.at(-1);
      if (!drawn || !first || !last) return null;
      const frame = drawn.getBoundingClientRect();
      return {
        left: frame.left + first.left + first.width / 2,
        top: frame.top + first.top,
        bottom: frame.top + last.top + last.height,
      };
    },
  };
}

/** The thread whose words in the title of an open item were pressed. */
export function pressedMark(
  session: BoardSession,
  event: MouseEvent,
  marksIn: (item: string) => readonly Mark[],
): string | null {
  const { target } = event;
  if (!(target instanceof HTMLElement) || !target.closest("[data-item-panel]")) return null;
  const title = target.closest<HTMLElement>("[data-title]");
  const item = title && itemAt(title);
  const marks = item ? marksIn(item) : [];
  const text = item && marks.length > 0 ? titleText(session.doc, item) : null;
  if (!title || !text) return null;
  const at =
    title instanceof HTMLTextAreaElement
      ? title.selectionStart === title.selectionEnd
        ? title.selectionStart
        : null
      : caretAtPoint(title, event.clientX, event.clientY);
  if (at === null) return null;
  const words = wordsIn(text);
  const pressed = marks.find(({ anchor, quote }) => {
    const range = rangeOf(words, anchor, quote);
    return range !== null && range.from <= at && at <= range.to;
  });
  return pressed?.thread ?? null;
}
