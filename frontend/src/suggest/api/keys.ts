/** Below the board's own keys: what has the board asked for anew has these asked for, too. */
export const suggestionKeys = {
  all: (board: string) => ["board", board, "suggestions"] as const,
  list: (board: string, state: "open" | "all") => ["board", board, "suggestions", state] as const,
};
