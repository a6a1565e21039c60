/** Characters of a code; without the dash that is shown in its middle. */
const LENGTH = 6;
const MIDDLE = 3;

/**
 * A code as somebody typed it, said as codes are written: capitals, a dash in the middle, nothing
 * else. “k7m 3qx”, “K7M3QX” and “k7m–3qx” are all “K7M-3QX”. A code that is too short or too long
 * stays so: the service says that it does not know it.
 */
export function readCode(typed: string): string {
  const bare = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  return bare.length > MIDDLE ? `${bare.slice(0, MIDDLE)}-${bare.slice(MIDDLE)}` : bare;
}

/** Characters that no code holds, since they look like another. Empty: all may be right. */
export function lookAlikesIn(code: string): string[] {
  return [...new Set(code)].filter((character) => LOOK_ALIKES.includes(character));
}

const LOOK_ALIKES = "0O1IL2Z5S8B";

export function isWhole(code: string): boolean {
  return code.length === LENGTH + 1;
}

/** The address that a code stands for, for a QR code or to copy. */
export function codeAddress(code: string, origin = window.location.origin): string {
  return `${origin}/s/${encodeURIComponent(code)}`;
}

/** Where one types a code, as it is said aloud: “planhall.example/s”. */
export function typedAddress(origin = window.location.origin): string {
  return `${new URL(origin).host}/s`;
}
