import { asDoc, bodyText, sameBody } from "./body";
import type { DocJson, Suggestion } from "./types";

/** What an item is now, as far as a suggestion may be about it. */
export interface Now {
  title: string;
  body: DocJson | null;
  status: string;
  parent: string | null;
  /** The sibling after it. */
  before: string | null;
}

/** The two sides of a suggestion to change a text. */
export interface Texts {
  before: string;
  after: string;
  /** What it was when the suggestion was made, where that is another text by now. */
  was: string | null;
  /** The words are the same; how they are set is not. */
  onlyLook: boolean;
}

/**
 * The texts to put side by side: while a suggestion is open, what is there now beside what is
 * proposed; once it is decided, what was there. Null for a change of something else.
 */
export function textsOf({ change, base, state }: Suggestion, now: Now | null): Texts | null {
  const live = state === "open" ? now : null;
  if (change.kind === "title") {
    const was = typeof base.title === "string" ? base.title : "";
    const before = live ? live.title : was;
    return { before, after: change.title, was: was === before ? null : was, onlyLook: false };
  }
  if (change.kind === "body") {
    const was = asDoc(base.body);
    const proposed = asDoc(change.body);
    const before = live ? live.body : was;
    const [old, next] = [bodyText(before), bodyText(proposed)];
    return {
      before: old,
      after: next,
      was: sameBody(was, before) ? null : bodyText(was),
      onlyLook: old === next && !sameBody(before, proposed),
    };
  }
  if (change.kind === "new") {
    return { before: "", after: newText(change), was: null, onlyLook: false };
  }
  return null;
}

function newText({ title, body }: { title: string; body?: DocJson | null }): string {
  const notes = bodyText(asDoc(body));
  return notes === "" ? title : `${title}\n\n${notes}`;
}

/** The two sides of a suggestion to change a status. */
export function statusesOf(
  { change, base, state }: Suggestion,
  now: Now | null,
): { before: string; after: string; was: string | null } | null {
  if (change.kind !== "status") return null;
  const was = typeof base.status === "string" ? base.status : "draft";
  const before = state === "open" && now ? now.status : was;
  return { before, after: change.status ?? "draft", was: was === before ? null : was };
}

export interface Spot {
  parent: string | null;
  before: string | null;
}

/**
 * The two sides of a suggestion to move an item. Siblings come and go, so that it stands below
 * another item is what counts as another place.
 */
export function placesOf(
  { change, base, state }: Suggestion,
  now: Now | null,
): { before: Spot; after: Spot; was: Spot | null } | null {
  if (change.kind !== "parent") return null;
  const was = { parent: idIn(base.parent), before: idIn(base.before) };
  const before = state === "open" && now ? { parent: now.parent, before: now.before } : was;
  return {
    before,
    after: { parent: change.parent, before: change.before },
    was: was.parent === before.parent ? null : was,
  };
}

function idIn(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
