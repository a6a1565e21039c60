export type BoardView = "outline" | "columns";

/** Where one is on a board, as the address says it. */
export interface BoardPlace {
  view: BoardView;
  /** The item that is open in the panel. */
  item: string | null;
  /** The thread of comments that is open. */
  thread?: string | null;
  /** The suggestion at which their list is open. */
  suggestion?: string | null;
}
