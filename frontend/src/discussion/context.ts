import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import type { Person, Role } from "@/api";
import type { ThreadChanges } from "./api/threads";
import type { Drafts } from "./Drafts";
import type { Outbox } from "./Outbox";
import type { ShownThread } from "./shown";
import type { Mark, Talk } from "./Talk";
import type { CommentDoc } from "./text";
import type { Field, Place } from "./types";

/** What is to be seen of the comments. */
export interface Wish {
  thread?: string;
  /** Threads on this item; null: on the board. */
  item?: string | null;
  /** With a thread: the caret goes into its answer. */
  reply?: boolean;
}

/** The comments of a board; the same object while nothing about the board or the person changes. */
export interface Discussion {
  board: string;
  me: Person;
  role: Role;
  /** Whether one may comment here. A lock changes nothing in that. */
  mayWrite: boolean;
  talk: Talk;
  drafts: Drafts;
  outbox: Outbox;
  changes: ThreadChanges;
  /** Show the comments, perhaps those on something. */
  open(wish?: Wish): void;
  /** Go to what a thread is about. */
  show(thread: ShownThread): void;
  close(): void;
  toggle(): void;
  /** Begin a thread: its words are written in the panel. */
  begin(place: Place): void;
  /** Send what is written. */
  send(what: { thread: string } | { place: Place }, body: CommentDoc): void;
}

/** How the panel stands now. */
export interface PanelState {
  opened: boolean;
  /** The thread that is open in it, and in the address. */
  active: string | null;
  /** What was asked for last, anew with each new object. */
  wish: Wish | null;
  status: "loading" | "error" | "ready";
  error: unknown;
  retry(): void;
}

export const DiscussionContext = createContext<Discussion | null>(null);
export const PanelContext = createContext<PanelState | null>(null);

/** Null on pages without comments: some show items and their words all the same. */
export function useDiscussion(): Discussion | null {
  return useContext(DiscussionContext);
}

export function useComments(): Discussion {
  const discussion = useContext(DiscussionContext);
  if (!discussion) throw new Error("Comments work inside their DiscussionProvider only.");
  return discussion;
}

export function usePanel(): PanelState {
  const panel = useContext(PanelContext);
  if (!panel) throw new Error("Comments work inside their DiscussionProvider only.");
  return panel;
}

const never = () => () => undefined;
const noMarks: readonly Mark[] = [];

/** Number of open threads on an item. */
export function useOpenThreads(item: string): number {
  const talk = useDiscussion()?.talk;
  return useSyncExternalStore(talk?.subscribe ?? never, () => talk?.openOn(item) ?? 0);
}

/** Number of open threads on the board. */
export function useOpenTotal(): number {
  const { talk } = useComments();
  return useSyncExternalStore(talk.subscribe, talk.total);
}

/** The words of a title or of notes that threads are about. */
export function useMarks(item: string, field: Field): readonly Mark[] {
  const talk = useDiscussion()?.talk;
  return useSyncExternalStore(
    talk?.subscribe ?? never,
    () => talk?.marksIn(item, field) ?? noMarks,
  );
}

/** The same for those who listen by themselves. */
export function useMarkSource(item: string, field: Field) {
  const talk = useDiscussion()?.talk;
  return useMemo(
    () =>
      talk && {
        subscribe: talk.subscribe,
        getSnapshot: () => talk.marksIn(item, field),
      },
    [talk, item, field],
  );
}
