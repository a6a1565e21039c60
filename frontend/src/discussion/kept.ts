/*
 * What of a board's comments is kept in this browser: what waits to be sent, what is half written,
 * and the threads as they were last seen. Apart from the rest, so that signing out does not load it.
 */

const prefix = "planhall-talk:";

export type KeptKind = "outbox" | "drafts" | "threads";

export function keptName(kind: KeptKind, person: string, board: string): string {
  return `${prefix}${kind}:${person}:${board}`;
}

function names(): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}

function forget(which: readonly string[]): void {
  for (const name of which) localStorage.removeItem(name);
}

/** Takes all of it out of this browser; to be called when somebody signs out. */
export function forgetTalk(): void {
  forget(names());
}

/** Takes that of one person's board out of this browser. */
export function forgetTalkOf(person: string, board: string): void {
  forget(names().filter((name) => name.endsWith(`:${person}:${board}`)));
}

/** How many comments in this browser the server does not have: forgetting them loses these. */
export function unsentComments(): number {
  return names()
    .filter((name) => name.startsWith(`${prefix}outbox:`))
    .reduce((sum, name) => {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(name) ?? "[]");
        return sum + (Array.isArray(kept) ? kept.length : 0);
      } catch {
        return sum;
      }
    }, 0);
}

/** Null where the browser keeps nothing. */
export function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
