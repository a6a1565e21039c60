const KEY = "planhall-guest-name";

/** The name somebody last joined with in this browser. */
export function lastGuestName(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function rememberGuestName(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Storage is closed: they type it again.
  }
}
