import type { Person } from "@/api";
import type { CommentDoc } from "./text";

/** Comments as the service tells them. */

export type Field = "item" | "title" | "body";

/** Two Yjs relative positions, encoded and in base64: where the words are that a thread is about. */
export interface Anchor {
  start: string;
  end: string;
}

/** What a thread is about. */
export interface Place {
  /** Null: the board as a whole. */
  item: string | null;
  field: Field;
  /** Null where it is about all of the item. */
  anchor: Anchor | null;
  /** The words as they were when it was begun. */
  quote: string;
}

export type MentionKind = "person" | "group";

export interface Mention {
  kind: MentionKind;
  id: string;
  label: string;
}

export interface Reaction {
  emoji: string;
  people: Person[];
}

export interface Comment {
  id: string;
  thread: string;
  author: Person;
  /** Null: it was deleted. */
  body: CommentDoc | null;
  mentions: Mention[];
  reactions: Reaction[];
  created_at: string;
  edited_at: string | null;
  deleted: boolean;
}

export interface Thread extends Place {
  id: string;
  board: string;
  created_at: string;
  resolved: { by: Person; at: string } | null;
  comments: Comment[];
}

export const EMOJI = ["👍", "❤️", "🎉", "😄", "👀", "🤔"] as const;

export const emojiNames: Readonly<Record<string, string>> = {
  "👍": "Thumbs up",
  "❤️": "Heart",
  "🎉": "Party",
  "😄": "Smile",
  "👀": "Looking at it",
  "🤔": "Thinking",
};

/** The service keeps no longer quote. */
export const MAX_QUOTE = 500;
/** Letters in one comment. */
export const MAX_LETTERS = 10_000;
