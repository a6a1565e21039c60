/** What the server says to everyone on a board, beside the document. */
export type BoardNotice =
  | BoardChange
  | AccessChange
  | Rejection
  | WorkshopNotice
  | DiscussionNotice;

export interface BoardChange {
  type: /** The board's row changed (its title, archived, …): fetch it again. */
    | "board"
    /** Members or roles changed. */
    | "people"
    /** One's access ended; the connection follows. */
    | "removed";
}

/** What one may write is another part of the plan now, or all that one's role lets one (null). */
export interface AccessChange {
  type: "access";
  within: string | null;
}

/**
 * Not from the server: changes made in this browser were not taken, since one may not write there
 * now; they are gone, and the board was loaded anew.
 */
export interface Rejection {
  type: "rejected";
  /** What one had written, as far as it is text. */
  lost: readonly LostText[];
}

/** A text that is not on the board as it was written here. */
export interface LostText {
  item: string;
  field: "title" | "notes";
  text: string;
}

/** Something of a workshop; `workshop/live.ts` reads the rest of the message. */
export interface WorkshopNotice {
  type: "session" | "reaction" | "bring" | "notes" | "result" | "decision";
  message: Readonly<Record<string, unknown>>;
}

/** Something of what people say; who listens reads the rest of the message. */
export interface DiscussionNotice {
  type: "thread" | "thread-removed" | "suggestion";
  message: Readonly<Record<string, unknown>>;
}

const changes: readonly string[] = ["board", "people", "removed"];
const workshop: readonly string[] = ["session", "reaction", "bring", "notes", "result", "decision"];
const discussion: readonly string[] = ["thread", "thread-removed", "suggestion"];

/** Reads a stateless message; null for one that this client does not know. */
export function readNotice(payload: string): BoardNotice | null {
  let message: unknown;
  try {
    message = JSON.parse(payload);
  } catch {
    return null;
  }
  if (typeof message !== "object" || message === null) return null;
  const { type, within } = message as { type?: unknown; within?: unknown };
  if (type === "access") return { type, within: typeof within === "string" ? within : null };
  if (changes.includes(type as string)) return { type: type as BoardChange["type"] };
  if (![...workshop, ...discussion].includes(type as string)) return null;
  return {
    type: type as (WorkshopNotice | DiscussionNotice)["type"],
    message: message as Readonly<Record<string, unknown>>,
  };
}

export function isWorkshopNotice(notice: BoardNotice): notice is WorkshopNotice {
  return workshop.includes(notice.type);
}

export function isDiscussionNotice(notice: BoardNotice): notice is DiscussionNotice {
  return discussion.includes(notice.type);
}
