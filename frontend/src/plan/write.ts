import type * as Y from "yjs";
import { equal } from "./identity";
import { LOCAL } from "./origin";
import type { YMap } from "./read";

/**
 * Makes several changes as one: one transaction, one message to the others, one step of undo.
 * Changes of `change.ts` may be called inside.
 */
export function together<T>(doc: Y.Doc, change: () => T): T {
  return doc.transact(change, LOCAL);
}

/** Sets those fields that are given and not already so, so that nothing empty is sent or undone. */
export function setFields(map: YMap | null, fields: Readonly<Record<string, unknown>>): void {
  if (!map) return;
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const old = map.get(key);
    if (value === null ? old != null : !equal(old, value)) map.set(key, value);
  }
}
