import type { Person, Role } from "@/api";

/** What a suggestion is, as the service tells it. */

/** Rich text as Tiptap reads and writes it. */
export interface DocJson {
  type: "doc";
  content: NodeJson[];
}

export interface NodeJson {
  type: string;
  attrs?: Record<string, unknown>;
  content?: NodeJson[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
}

export type Change =
  | { kind: "title"; title: string }
  | { kind: "body"; body: DocJson }
  | { kind: "status"; status: string | null }
  | { kind: "parent"; parent: string | null; before: string | null }
  | { kind: "new"; parent: string | null; item_kind: string; title: string; body?: DocJson | null };

export type ChangeKind = Change["kind"];

export interface Suggestion {
  id: string;
  board: string;
  /** What it is about; null for something new. */
  item: string | null;
  change: Change;
  /** What was there when it was made, in the shape of the change's own value. */
  base: Readonly<Record<string, unknown>>;
  note: string;
  author: Person;
  created_at: string;
  state: "open" | "accepted" | "declined" | "withdrawn";
  decided: { by: Person; at: string; reason: string } | null;
  /** The item that was changed or made by accepting it. */
  result_item: string | null;
}

export interface SuggestionWish {
  /** Chosen here, so that what is sent twice is written once. */
  id: string;
  item: string | null;
  change: Change;
  note: string;
}

export const MAX_TITLE = 200;
export const MAX_NOTE = 2000;
export const MAX_REASON = 1000;

export function maySuggest(role: Role): boolean {
  return role !== "viewer";
}

/** Whether somebody of this role says what becomes of a suggestion, unless a lock keeps them. */
export function mayDecide(role: Role): boolean {
  return role === "owner" || role === "facilitator" || role === "editor";
}

/** The item on which a suggestion shows: what it changes, or below which something new would go. */
export function shownAt({ item, change }: Pick<Suggestion, "item" | "change">): string | null {
  return item ?? (change.kind === "new" ? change.parent : null);
}
