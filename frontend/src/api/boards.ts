import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { client, dataOf } from "./client";
import { keys } from "./keys";
import { showAhead } from "./optimistic";
import { problemFrom } from "./problem";
import type { Board } from "./types";

/** Every board one has access to, last opened first, archived ones among them. */
export const boardsQuery = queryOptions({
  queryKey: keys.boards,
  queryFn: ({ signal }) => dataOf(client.GET("/api/boards", { signal })),
});

export function useBoards() {
  return useQuery(boardsQuery);
}

export function useBoard(id: string) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: keys.board(id),
    queryFn: ({ signal }) =>
      dataOf(client.GET("/api/boards/{board}", { params: { path: { board: id } }, signal })),
    // What home knows of it is enough to start with.
    initialData: () => queries.getQueryData<Board[]>(keys.boards)?.find((board) => board.id === id),
    initialDataUpdatedAt: () => queries.getQueryState(keys.boards)?.dataUpdatedAt,
  });
}

export function useTemplates() {
  return useQuery({
    queryKey: keys.templates,
    staleTime: 60 * 60 * 1000,
    queryFn: ({ signal }) => dataOf(client.GET("/api/templates", { signal })),
  });
}

/** Put a board, as the service last told it, wherever it is shown; a new one first. */
export function rememberBoard(queries: QueryClient, board: Board): void {
  queries.setQueryData<Board>(keys.board(board.id), board);
  queries.setQueryData<Board[]>(keys.boards, (boards) => {
    if (!boards) return boards;
    return boards.some(({ id }) => id === board.id)
      ? boards.map((other) => (other.id === board.id ? board : other))
      : [board, ...boards];
  });
}

/** What of a board one may write, as the live connection just told it, before it is asked for. */
export function rememberWithin(queries: QueryClient, id: string, within: string | null): void {
  queries.setQueryData<Board>(keys.board(id), (board) => board && { ...board, within });
}

function forgetBoard(queries: QueryClient, id: string): void {
  queries.removeQueries({ queryKey: keys.board(id) });
  queries.setQueryData<Board[]>(keys.boards, (boards) =>
    boards?.filter((board) => board.id !== id),
  );
}

/** The counts and lists that a board coming or going changes. */
function refreshAround(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: keys.workspaces });
  void queries.invalidateQueries({ queryKey: keys.boards });
}

export function useCreateBoard() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { workspace: string; title: string; template?: string }) =>
      dataOf(client.POST("/api/boards", { body })),
    onSuccess: (board) => {
      rememberBoard(queries, board);
      refreshAround(queries);
    },
  });
}

export function useImportBoard() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ workspace, file, title }: { workspace: string; file: File; title?: string }) =>
      dataOf(
        client.POST("/api/boards/import", {
          body: { workspace, title, file: "" },
          bodySerializer: () => {
            const form = new FormData();
            form.set("workspace", workspace);
            form.set("file", file, file.name);
            if (title) form.set("title", title);
            return form;
          },
        }),
      ),
    onSuccess: ({ board }) => {
      rememberBoard(queries, board);
      refreshAround(queries);
    },
  });
}

/** Rename, archive or bring back. */
export function useChangeBoard() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; title?: string; archived?: boolean }) =>
      dataOf(client.PATCH("/api/boards/{board}", { params: { path: { board: id } }, body })),
    onMutate: async ({ id, ...change }) => {
      const undoList = await showAhead<Board[]>(queries, keys.boards, (boards) =>
        boards.map((board) => (board.id === id ? { ...board, ...change } : board)),
      );
      const undoOne = await showAhead<Board>(queries, keys.board(id), (board) => ({
        ...board,
        ...change,
      }));
      return () => {
        undoList();
        undoOne();
      };
    },
    onError: (_error, _change, undo) => undo?.(),
    onSuccess: (board) => rememberBoard(queries, board),
  });
}

export function useDuplicateBoard() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, title }: { id: string; title?: string }) =>
      dataOf(
        client.POST("/api/boards/{board}/duplicate", {
          params: { path: { board: id } },
          body: { title },
        }),
      ),
    onSuccess: (board) => {
      rememberBoard(queries, board);
      refreshAround(queries);
    },
  });
}

export function useDeleteBoard() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      dataOf(client.DELETE("/api/boards/{board}", { params: { path: { board: id } } })),
    onMutate: (id) =>
      showAhead<Board[]>(queries, keys.boards, (boards) =>
        boards.filter((board) => board.id !== id),
      ),
    onError: (_error, _id, undo) => undo?.(),
    onSuccess: (_nothing, id) => {
      forgetBoard(queries, id);
      refreshAround(queries);
    },
  });
}

/** Tell the service that the board was opened, which puts it first among one's recent boards. */
export async function reportOpened(queries: QueryClient, id: string): Promise<void> {
  await dataOf(client.POST("/api/boards/{board}/opened", { params: { path: { board: id } } }));
  const openedAt = new Date().toISOString();
  queries.setQueryData<Board[]>(keys.boards, (boards) => {
    const opened = boards?.find((board) => board.id === id);
    if (!boards || !opened) return boards;
    return [{ ...opened, opened_at: openedAt }, ...boards.filter((board) => board !== opened)];
  });
}

/** What a plan can be taken away as. */
export type ExportFormat =
  | { format: "stratml"; part: 1 | 2 }
  | { format: "markdown" }
  | { format: "csv" };

/**
 * The plan as a file.
 *
 * @throws {Problem}
 */
export async function exportBoard(
  id: string,
  query: ExportFormat,
): Promise<{ blob: Blob; name: string }> {
  const { data, error, response } = await client.GET("/api/boards/{board}/export", {
    params: { path: { board: id }, query },
    parseAs: "blob",
  });
  if (!response.ok) throw problemFrom(response.status, error);
  const disposition = response.headers.get("Content-Disposition") ?? "";
  return { blob: data as Blob, name: fileNameIn(disposition) ?? "plan" };
}

/** The file name in a Content-Disposition header (RFC 6266), the extended form first. */
export function fileNameIn(disposition: string): string | null {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended) {
    try {
      return decodeURIComponent(extended.trim());
    } catch {
      // Not well encoded: the plain form is there for this.
    }
  }
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(disposition);
  const name = plain?.[1]?.replace(/\\(.)/g, "$1") ?? plain?.[2]?.trim();
  return name || null;
}
