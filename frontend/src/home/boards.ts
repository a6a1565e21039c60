import type { Board, Workspace } from "@/api";

export interface BoardsOnHome {
  /** Of the workspace shown. */
  own: readonly Board[];
  /** Boards of workspaces one is no member of. */
  shared: readonly Board[];
  /** How many there are behind the other filter (archived, or not). */
  elsewhere: number;
}

/** What home shows of all boards one has access to: by place, filtered, the last used first. */
export function boardsOnHome(
  boards: readonly Board[],
  {
    workspace,
    workspaces,
    archived,
    query,
  }: {
    workspace: string | null;
    workspaces: readonly Pick<Workspace, "id">[];
    archived: boolean;
    query: string;
  },
): BoardsOnHome {
  const mine = new Set(workspaces.map(({ id }) => id));
  const isShared = (board: Board) => !board.workspace || !mine.has(board.workspace.id);
  const here = boards.filter((board) => isShared(board) || board.workspace?.id === workspace);
  const shown = here
    .filter((board) => board.archived === archived && matches(board, query))
    .sort(byUse);
  return {
    own: shown.filter((board) => !isShared(board)),
    shared: shown.filter(isShared),
    elsewhere: here.filter((board) => board.archived !== archived).length,
  };
}

/** The last opened first; one that was never opened counts from when it was made. */
function byUse(one: Board, other: Board): number {
  return used(other) - used(one) || (one.id < other.id ? -1 : 1);
}

function used(board: Board): number {
  return Date.parse(board.opened_at ?? board.created_at) || 0;
}

/** Whether every word of the query is in what the card shows, whatever the accents and capitals. */
export function matches(
  board: Pick<Board, "title" | "description" | "workspace">,
  query: string,
): boolean {
  const text = fold(`${board.title} ${board.description} ${board.workspace?.name ?? ""}`);
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase();
}

/** The workspace to show: the one asked for, else the one shown last, else the first. */
export function chooseWorkspace(
  workspaces: readonly Workspace[],
  asked: string | undefined,
  last: string | null,
): Workspace | null {
  const find = (id: string | null | undefined) => workspaces.find((one) => one.id === id);
  return find(asked) ?? find(last) ?? workspaces[0] ?? null;
}
