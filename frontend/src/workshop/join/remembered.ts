/**
 * Which session a code led to in this window. A code ends with its session; who was in it still
 * finds its end. And nobody who reloads asks for the code again, which a whole room does from one
 * address.
 */
export interface Joined {
  board: string;
  session: string;
}

const KEY = "planhall-joined ";

export function rememberJoined(code: string, { board, session }: Joined): void {
  try {
    sessionStorage.setItem(KEY + code, JSON.stringify({ board, session }));
  } catch {
    // Storage is closed: the code is asked for again.
  }
}

export function joinedBy(code: string): Joined | null {
  try {
    const { board, session } = JSON.parse(
      sessionStorage.getItem(KEY + code) ?? "{}",
    ) as Partial<Joined>;
    return typeof board === "string" && typeof session === "string" ? { board, session } : null;
  } catch {
    return null;
  }
}

export function forgetJoined(code: string): void {
  try {
    sessionStorage.removeItem(KEY + code);
  } catch {
    // Nothing is kept there.
  }
}
