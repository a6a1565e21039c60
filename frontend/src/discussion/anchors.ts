import * as Y from "yjs";
import { type Anchor, MAX_QUOTE } from "./types";

/** What an anchor lies in: a title, or a body. */
export type Root = Y.Text | Y.XmlFragment;

/** One unbroken text of a root. */
export interface Part {
  text: Y.Text;
  length: number;
  /** Where it begins among all words of the root. */
  at: number;
  /** Where it begins for ProseMirror. */
  position: number;
}

/** All words of a title or a body in their order; between two parts of it stands a line break. */
export interface Words {
  root: Root;
  text: string;
  parts: readonly Part[];
}

/** Indices in the words of a root; never empty. */
export interface Range {
  from: number;
  to: number;
}

/** Nodes of a body that have no inside, in ProseMirror's sense. */
const leaves: readonly string[] = ["hardBreak", "horizontalRule"];
/** Shorter quotes may stand anywhere. */
const LEAST_QUOTE = 8;

export function wordsIn(root: Root): Words {
  if (!(root instanceof Y.XmlFragment)) {
    const text = plain(root);
    return { root, text, parts: [{ text: root, length: root.length, at: 0, position: 0 }] };
  }
  const parts: Part[] = [];
  let words = "";
  const visit = (parent: Y.XmlFragment, start: number): number => {
    let position = start;
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) {
        if (parts.length > 0) words += "\n";
        parts.push({ text: child, length: child.length, at: words.length, position });
        words += plain(child);
        position += child.length;
      } else if (child instanceof Y.XmlElement && leaves.includes(child.nodeName)) position += 1;
      else if (child instanceof Y.XmlFragment) position = visit(child, position + 1) + 1;
    }
    return position;
  };
  visit(root, 0);
  return { root, text: words, parts };
}

/** As long as the text is, whatever marks or embedded things it has. */
function plain(text: Y.Text): string {
  return (text.toDelta() as { insert?: unknown }[])
    .map(({ insert }) => (typeof insert === "string" ? insert : "\ufffc"))
    .join("");
}

/** What ProseMirror has selected, as indices in the words; null where that is no words. */
export function rangeAt({ parts, text }: Words, from: number, to: number): Range | null {
  const first = parts.find(({ position, length }) => from < position + length);
  const last = parts.findLast(({ position, length }) => length > 0 && position < to);
  if (!first || !last) return null;
  const range = {
    from: first.at + Math.max(0, from - first.position),
    to: last.at + Math.min(last.length, to - last.position),
  };
  return range.from < range.to && text.slice(range.from, range.to).trim() !== "" ? range : null;
}

/** Where ProseMirror has a range of the words. */
export function positionsOf({ parts }: Words, { from, to }: Range): Range | null {
  const first = parts.find(({ at, length }) => from < at + length);
  const last = parts.findLast(({ at }) => at < to);
  if (!first || !last) return null;
  const start = first.position + Math.max(0, from - first.at);
  const end = last.position + Math.min(last.length, to - last.at);
  return start < end ? { from: start, to: end } : null;
}

/** Holds on to the first and the last letter, so that what is typed beside them stays outside. */
export function anchorOf({ parts }: Words, { from, to }: Range): Anchor | null {
  const first = parts.find(({ at, length }) => length > 0 && from < at + length);
  const last = parts.findLast(({ at, length }) => length > 0 && at < to);
  if (!first || !last) return null;
  const end = Math.min(last.length, to - last.at);
  return {
    start: encode(Y.createRelativePositionFromTypeIndex(first.text, Math.max(0, from - first.at))),
    end: encode(Y.createRelativePositionFromTypeIndex(last.text, end, -1)),
  };
}

export function quoteOf({ text }: Words, { from, to }: Range): string {
  return Array.from(text.slice(from, to)).slice(0, MAX_QUOTE).join("");
}

/**
 * Where the words of an anchor are now; null where they are gone.
 *
 * A paragraph that somebody splits, joins or moves is written anew, and the old letters are gone. So
 * where nothing is left of them, their words are looked for: if they stand there once, it is them.
 */
export function rangeOf(words: Words, anchor: Anchor, quote: string): Range | null {
  const start = indexOf(words, anchor.start);
  const end = indexOf(words, anchor.end);
  // Of words over several paragraphs one end may be gone with its paragraph.
  const from = start ?? (end === null ? null : (partAt(words, end - 1)?.at ?? null));
  const to = end ?? (start === null ? null : endOf(partAt(words, start)));
  if (from !== null && to !== null && words.text.slice(from, to).trim() !== "") {
    return { from, to };
  }
  return find(words, quote);
}

function indexOf({ root, parts }: Words, encoded: string): number | null {
  const { doc } = root;
  if (!doc) return null;
  try {
    const relative = Y.decodeRelativePosition(decode(encoded));
    // A position in a root type is none of ours, and resolving one would define that root.
    if (relative.tname !== null) return null;
    const found = Y.createAbsolutePositionFromRelativePosition(relative, doc);
    const part = found && parts.find(({ text }) => text === found.type);
    return part ? part.at + Math.min(found.index, part.length) : null;
  } catch {
    return null;
  }
}

function partAt({ parts }: Words, index: number): Part | undefined {
  return parts.find(({ at, length }) => at <= index && index < at + length);
}

function endOf(part: Part | undefined): number | null {
  return part ? part.at + part.length : null;
}

function find({ text }: Words, quote: string): Range | null {
  const wanted = quote.trim();
  if (wanted.length < LEAST_QUOTE || !/\s/.test(wanted)) return null;
  const from = text.indexOf(wanted);
  if (from < 0 || text.indexOf(wanted, from + 1) >= 0) return null;
  return { from, to: from + wanted.length };
}

function encode(position: Y.RelativePosition): string {
  return btoa(String.fromCharCode(...Y.encodeRelativePosition(position)));
}

function decode(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
