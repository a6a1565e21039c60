/** The keys of what the cache knows of comments; none of it is kept with the other answers. */
export const discussionKeys = {
  threads: (board: string) => ["discussion", board, "threads"] as const,
};
