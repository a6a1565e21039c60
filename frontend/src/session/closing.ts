/** What follows from the way a connection ended; `reason` is for people. */
export type Closing =
  /** Connect again, soon at first and then less and less often. */
  | { next: "reconnect" }
  /** Connect again after so many seconds, and say why until then. */
  | { next: "wait"; seconds: number; reason: string }
  /** The server does not let this person in (any more). */
  | { next: "refuse"; reason: string; forget: boolean };

/**
 * What a close code of the server means; the codes are in docs/architecture.md, "The wire".
 *
 * Where something sent from here was the trouble, it is sent again with the next connection, so that
 * one waits; the board stays open and changes stay in this browser.
 */
export function closingOf(code: number): Closing {
  switch (code) {
    case 4401:
      // What is kept in this browser stays: it is sent after signing in again.
      return { next: "refuse", reason: "You are signed out. Sign in to go on.", forget: false };
    case 4403:
      return { next: "refuse", reason: "You no longer have access to this board.", forget: true };
    case 4404:
      return { next: "refuse", reason: "This board does not exist any more.", forget: true };
    case 4400:
      return {
        next: "wait",
        seconds: 20,
        reason: "The server could not read what this page sent. Reloading the page may help.",
      };
    case 4409:
      return {
        next: "wait",
        seconds: 30,
        reason: "This board is full, so your last changes are not saved. Undo or delete some.",
      };
    case 4413:
      return {
        next: "wait",
        seconds: 30,
        reason: "Your last change is too large to be saved. Undo it, or make it in parts.",
      };
    case 4429:
      return { next: "wait", seconds: 15, reason: "The server is busy. Trying again soon." };
    default:
      return { next: "reconnect" };
  }
}

const codeOfDenial: Readonly<Record<string, number>> = {
  "not-signed-in": 4401,
  forbidden: 4403,
  "not-found": 4404,
  gone: 4404,
};

/** What it means that the server did not let one open the board; `denial` is a problem's code. */
export function closingOfDenial(denial: string): Closing & { next: "refuse" } {
  const closing = closingOf(codeOfDenial[denial] ?? 0);
  if (closing.next === "refuse") return closing;
  return { next: "refuse", reason: "You have no access to this board.", forget: false };
}
