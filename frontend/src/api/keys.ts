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
 * Whether an answer may be kept in this browser. What is a secret is not: invite links, addresses
 * of webhooks, pages and calendars, what one's tokens are. Nor is what is only true now, as a
 * workshop and what changed since the last visit, or may be a lot, as suggestions and the inbox; nor
 * who contributed, which people can have turned off. Comments are kept board by board, apart.
 */
export function isKept(key: readonly unknown[]): boolean {
  const [root, , part] = key.map(String);
  return root === "board" ? !NEVER_OF_A_BOARD.has(part ?? "") : !NEVER.has(root ?? "");
}

const NEVER: ReadonlySet<string> = new Set([
  "calendar",
  "discussion",
  "inbox",
  "invite",
  "participation",
  "publication",
  "since",
  "tokens",
  "unsubscribe",
  "workshop",
]);
const NEVER_OF_A_BOARD: ReadonlySet<string> = new Set(["invites", "suggestions", "webhooks"]);
