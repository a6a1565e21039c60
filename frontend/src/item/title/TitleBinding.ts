import type * as Y from "yjs";
import { LOCAL } from "@/plan/change";
import { asOneLine, atMost, spliceBetween } from "./splice";

/** Titles are lines, not documents. In UTF-16 units. */
export const MAX_TITLE_LENGTH = 2000;

/** What the binding needs of a textarea. */
export type TitleInput = Pick<
  HTMLTextAreaElement,
  "value" | "selectionStart" | "selectionEnd" | "selectionDirection" | "setSelectionRange"
>;

export interface TitleListener {
  /** The input shows another text now. */
  onShown(text: string): void;
  /** One's own caret, as indices in the Y.Text; also told when others' changes moved it. */
  onCaret(anchor: number, head: number): void;
}

type Delta = Y.YTextEvent["delta"];

/**
 * Binds a textarea to a Y.Text, both ways.
 *
 * What the person does is found by comparing, and done to the text as the smallest change. What
 * others do is shown at once, except during an IME composition, which a change of the value would
 * end: until it ends, `places` tells for each unit of the text where it stands in the input (-1:
 * not shown yet), so that neither side's changes are lost.
 */
export class TitleBinding {
  #shown: string;
  #places: number[] | null = null;
  #composing = false;
  #applying = false;

  constructor(
    private readonly input: TitleInput,
    private readonly text: Y.Text,
    private readonly listener: TitleListener,
    /** Origin of undo and redo: the caret goes to where they changed something. */
    private readonly undoOrigin: unknown = null,
  ) {
    this.#shown = text.toString();
    if (input.value !== this.#shown) input.value = this.#shown;
    text.observe(this.#observe);
  }

  destroy(): void {
    this.text.unobserve(this.#observe);
  }

  get composing(): boolean {
    return this.#composing;
  }

  /** To be called on each `input` event. */
  takeInput(): void {
    const splice = spliceBetween(this.#shown, this.input.value, this.input.selectionEnd);
    if (!splice) return;
    const insert = atMost(
      asOneLine(splice.insert),
      MAX_TITLE_LENGTH - (this.text.length - splice.remove),
    );
    const removed = this.#inText(splice.index, splice.remove);
    const at = removed[0] ?? this.#textIndex(splice.index);
    this.#applying = true;
    try {
      this.text.doc?.transact(() => {
        for (const [start, length] of runsFromEnd(removed)) this.text.delete(start, length);
        if (insert) this.text.insert(at, insert);
      }, LOCAL);
    } finally {
      this.#applying = false;
    }
    if (this.#places) {
      const gone = new Set(removed);
      const grown = this.input.value.length - this.#shown.length;
      this.#places = this.#places
        .filter((_, index) => !gone.has(index))
        .map((place) => (place >= splice.index + splice.remove ? place + grown : place));
      const inserted = Array.from({ length: insert.length }, (_, offset) => splice.index + offset);
      this.#places.splice(at, 0, ...inserted);
    } else if (insert !== splice.insert && insert.length !== splice.insert.length) {
      this.#places = identity(this.text.length).map((index) =>
        index >= at + insert.length ? index + splice.insert.length - insert.length : index,
      );
    }
    this.#shown = this.input.value;
    if (!this.#settle()) this.listener.onShown(this.#shown);
    this.takeSelection();
  }

  /** To be called when the selection in the input changed. */
  takeSelection(): void {
    const { selectionStart, selectionEnd, selectionDirection } = this.input;
    const start = this.#textIndex(selectionStart);
    const end = selectionEnd === selectionStart ? start : this.#textIndex(selectionEnd);
    if (selectionDirection === "backward") this.listener.onCaret(end, start);
    else this.listener.onCaret(start, end);
  }

  startComposition(): void {
    this.#composing = true;
  }

  endComposition(): void {
    this.#composing = false;
    // Firefox ends the composition before the last input event.
    this.takeInput();
    this.#settle();
    this.takeSelection();
  }

  #observe = (event: Y.YTextEvent, transaction: Y.Transaction): void => {
    if (this.#applying) return;
    this.#places = follow(this.#places ?? identity(this.#shown.length), event.delta);
    const own = this.undoOrigin !== null && transaction.origin === this.undoOrigin;
    this.#settle(own ? endOf(event.delta) : null);
    this.takeSelection();
  };

  /** Shows the text as it is, unless a composition is under way. Whether something was set. */
  #settle(caret: number | null = null): boolean {
    if (this.#composing) return false;
    const text = this.text.toString();
    if (text === this.#shown && text === this.input.value) {
      this.#places = null;
      return false;
    }
    const { selectionStart, selectionEnd, selectionDirection } = this.input;
    let start = caret;
    let end = caret;
    if (start === null || end === null) {
      end = this.#textIndex(selectionEnd);
      start =
        selectionStart === selectionEnd
          ? end
          : Math.min(end, this.#textIndexBefore(selectionStart));
    }
    this.input.value = text;
    this.input.setSelectionRange(start, end, selectionDirection ?? undefined);
    this.#shown = text;
    this.#places = null;
    this.listener.onShown(text);
    return true;
  }

  /** Indices in the text of the units that the input shows in `[index, index + length)`. */
  #inText(index: number, length: number): number[] {
    const places = this.#places;
    if (!places) return Array.from({ length }, (_, offset) => index + offset);
    const found: number[] = [];
    for (let at = 0; at < places.length; at++) {
      const place = places[at] as number;
      if (place >= index && place < index + length) found.push(at);
    }
    return found;
  }

  /**
   * A caret keeps to what is left of it: after one's own last letter, when others type at the same
   * place. Otherwise two who type there would mix letter by letter.
   */
  #textIndex(shown: number): number {
    const places = this.#places;
    if (!places) return shown;
    for (let at = places.length - 1; at >= 0; at--) {
      const place = places[at] as number;
      if (place >= 0 && place < shown) return at + 1;
    }
    return 0;
  }

  /** The start of a selection keeps to what is selected. */
  #textIndexBefore(shown: number): number {
    const places = this.#places;
    if (!places) return shown;
    const at = places.findIndex((place) => place >= shown);
    return at < 0 ? places.length : at;
  }
}

/** Ascending indices as `[start, length]` of each unbroken run, the last one first. */
function runsFromEnd(indices: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const index of indices) {
    const last = runs[0];
    if (last && last[0] + last[1] === index) last[1]++;
    else runs.unshift([index, 1]);
  }
  return runs;
}

function identity(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** `places` after a change of the text by someone else. */
function follow(places: readonly number[], delta: Delta): number[] {
  const followed: number[] = [];
  let at = 0;
  for (const op of delta) {
    if (op.retain !== undefined) {
      for (const end = at + op.retain; at < end; at++) followed.push(places[at] ?? -1);
    } else if (op.delete !== undefined) {
      at += op.delete;
    } else if (op.insert !== undefined) {
      const length = typeof op.insert === "string" ? op.insert.length : 1;
      for (let offset = 0; offset < length; offset++) followed.push(-1);
    }
  }
  for (; at < places.length; at++) followed.push(places[at] as number);
  return followed;
}

/** The index after the last change of a delta. */
function endOf(delta: Delta): number {
  let index = 0;
  let end = 0;
  for (const op of delta) {
    if (op.retain !== undefined) index += op.retain;
    else if (op.delete !== undefined) end = index;
    else if (op.insert !== undefined) {
      index += typeof op.insert === "string" ? op.insert.length : 1;
      end = index;
    }
  }
  return end;
}
