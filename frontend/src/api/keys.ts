/** The keys of the query cache. */
export const keys = {
  me: ["me"] as const,
  workspaces: ["workspaces"] as const,
  members: (workspace: string) => ["workspace", workspace, "members"] as const,
  boards: ["boards"] as const,
  board: (board: string) => ["board", board] as const,
  people: (board: string) => ["board", board, "people"] as const,
  invites: (board: string) => ["board", board, "invites"] as const,
  invite: (token: string) => ["invite", token] as const,
  templates: ["templates"] as const,
};

/**
 * Whether an answer may be kept in this browser. Invite links are secrets, and are not; nor is what
 * goes on in a workshop, or changed since the last visit, which is only true now; nor what is
 * suggested, which may be a lot, nor the inbox; comments are kept board by board, apart.
 */
export function isKept(key: readonly unknown[]): boolean {
  const apart = ["invite", "workshop", "discussion", "since", "inbox", "unsubscribe"];
  if (apart.includes(String(key[0]))) return false;
  return !(key[0] === "board" && (key[2] === "invites" || key[2] === "suggestions"));
}
