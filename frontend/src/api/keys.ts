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
  tokens: ["tokens"] as const,
  webhooks: (board: string) => ["board", board, "webhooks"] as const,
  deliveries: (board: string, webhook: string) => ["board", board, "webhooks", webhook] as const,
};

/**
 * Whether an answer may be kept in this browser. Invite links are secrets, and are not, nor are the
 * addresses of webhooks and what one's tokens are; nor is what goes on in a workshop, or changed
 * since the last visit, which is only true now; nor what is suggested, which may be a lot; nor who
 * contributed, which people can have turned off; comments are kept board by board, apart.
 */
export function isKept(key: readonly unknown[]): boolean {
  if (
    ["invite", "tokens", "workshop", "discussion", "since", "participation"].includes(
      String(key[0]),
    )
  )
    return false;
  return !(key[0] === "board" && ["invites", "webhooks", "suggestions"].includes(String(key[2])));
}
