/** The keys of what the cache knows of the inbox; none of it but a board's level is kept. */
export const inboxKeys = {
  count: ["inbox", "count"] as const,
  lists: ["inbox", "list"] as const,
  list: (unread: boolean) => ["inbox", "list", unread ? "unread" : "all"] as const,
  /** Of the change that marks, not of anything kept. */
  marking: ["inbox", "marking"] as const,
  settings: ["inbox", "settings"] as const,
  unsubscribe: (token: string) => ["unsubscribe", token] as const,
  /** Below the board's own keys. */
  board: (board: string) => ["board", board, "notifications"] as const,
};
