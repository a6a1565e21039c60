/** The keys of what the cache knows of workshops; all below `workshop`, and none of it is kept. */
export const workshopKeys = {
  all: ["workshop"] as const,
  sessions: (board: string) => ["workshop", "sessions", board] as const,
  session: (session: string) => ["workshop", "session", session] as const,
  recipes: (workspace: string | null) => ["workshop", "recipes", workspace] as const,
  notes: (activity: string) => ["workshop", "activity", activity, "notes"] as const,
  suggested: (activity: string) => ["workshop", "activity", activity, "suggested"] as const,
  ballot: (activity: string) => ["workshop", "activity", activity, "ballot"] as const,
  decisions: (session: string) => ["workshop", "session", session, "decisions"] as const,
  record: (session: string) => ["workshop", "session", session, "record"] as const,
  join: (code: string) => ["workshop", "join", code] as const,
};
