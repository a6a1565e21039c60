import {
  type InfiniteData,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { keys } from "@/api";
import { showAhead } from "@/api/optimistic";
import type {
  BoardNotifications,
  InboxPage,
  InvitationWish,
  Notification,
  NotificationSettings,
} from "../types";
import { inboxKeys } from "./keys";
import { marksSettled } from "./marksSettled";
import { rest } from "./rest";

export { inboxKeys } from "./keys";
export { rest } from "./rest";

const ASK_EVERY_MS = 20_000;

/** How much is unread, asked anew now and then while the window is visible. */
const countQuery = (queries: QueryClient) =>
  queryOptions({
    queryKey: inboxKeys.count,
    staleTime: 5_000,
    refetchInterval: ASK_EVERY_MS,
    refetchOnWindowFocus: "always",
    retry: false,
    queryFn: async ({ signal }) => {
      await marksSettled(queries, signal);
      const { unread } = await rest.count(signal);
      const before = queries.getQueryData<number>(inboxKeys.count);
      // What one marks here is in the lists already: only news is a reason to ask for them.
      if (before !== undefined && before !== unread) {
        void queries.invalidateQueries({ queryKey: inboxKeys.lists });
      }
      return unread;
    },
  });

/** How much is unread, kept up to date. Once on each page that shows it. */
export function useAskedUnread(): number {
  return useQuery(countQuery(useQueryClient())).data ?? 0;
}

/** How much is unread as far as this page knows; asks nobody. */
export function useKnownUnread(): number {
  return useQuery({ ...countQuery(useQueryClient()), enabled: false }).data ?? 0;
}

export function askForCount(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: inboxKeys.count });
}

export function useInbox(unread: boolean) {
  const queries = useQueryClient();
  return useInfiniteQuery({
    queryKey: inboxKeys.list(unread),
    staleTime: 0,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      await marksSettled(queries, signal);
      const page = await rest.inbox(unread, pageParam, signal);
      if (pageParam === null) queries.setQueryData(inboxKeys.count, page.unread);
      return page;
    },
    getNextPageParam: (page) => page.next,
  });
}

type Lists = InfiniteData<InboxPage, string | null>;

/** Mark in every list that is known. Returns how many of them were otherwise before. */
function mark(
  queries: QueryClient,
  fits: (one: Notification) => boolean,
  readAt: string | null,
): number {
  const changed = new Set<string>();
  queries.setQueriesData<Lists>({ queryKey: inboxKeys.lists }, (lists) => {
    if (!lists) return lists;
    return {
      ...lists,
      pages: lists.pages.map((page) => ({
        ...page,
        notifications: page.notifications.map((one) => {
          if (!fits(one) || (one.read_at === null) === (readAt === null)) return one;
          changed.add(one.id);
          return { ...one, read_at: readAt };
        }),
      })),
    };
  });
  return changed.size;
}

export type Marking = { ids: string[]; read: boolean } | { all: true };

/** Marks as read, or as unread again; shown ahead of the answer. */
export function useMark() {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: inboxKeys.marking,
    // Each answer tells the count: the last one has to be of the last mark.
    scope: { id: "inbox marks" },
    mutationFn: (marking: Marking) => {
      if ("all" in marking) return rest.read({ all: true });
      return marking.read ? rest.read({ ids: marking.ids }) : rest.unread(marking.ids);
    },
    onMutate: async (marking) => {
      const interrupted = queries.isFetching({ queryKey: inboxKeys.lists }) > 0;
      await queries.cancelQueries({ queryKey: ["inbox"] });
      const before = queries.getQueriesData({ queryKey: ["inbox"] });
      const undo = () => {
        for (const [key, data] of before) queries.setQueryData(key, data);
      };
      const now = new Date().toISOString();
      if ("all" in marking) {
        mark(queries, () => true, now);
        queries.setQueryData(inboxKeys.count, 0);
        return { undo, interrupted };
      }
      const ids = new Set(marking.ids);
      const count = mark(queries, ({ id }) => ids.has(id), marking.read ? now : null);
      queries.setQueryData<number>(inboxKeys.count, (unread) =>
        unread === undefined ? unread : Math.max(0, unread + (marking.read ? -count : count)),
      );
      return { undo, interrupted };
    },
    onSuccess: ({ unread }, _marking, { interrupted }) => {
      queries.setQueryData(inboxKeys.count, unread);
      if (interrupted) void queries.invalidateQueries({ queryKey: inboxKeys.lists });
    },
    onError: (_error, _marking, before) => {
      before?.undo();
      void queries.invalidateQueries({ queryKey: ["inbox"] });
    },
  });
}

export function useNotificationSettings({ enabled = true } = {}) {
  return useQuery({
    queryKey: inboxKeys.settings,
    enabled,
    queryFn: ({ signal }) => rest.settings(signal),
  });
}

export function useChangeNotificationSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: rest.changeSettings,
    onMutate: (change) =>
      showAhead<NotificationSettings>(queries, inboxKeys.settings, (now) => ({
        ...now,
        ...change,
      })),
    onError: (_error, _change, undo) => undo?.(),
    onSuccess: (settings) => queries.setQueryData(inboxKeys.settings, settings),
  });
}

export function useBoardNotifications(board: string) {
  return useQuery({
    queryKey: inboxKeys.board(board),
    queryFn: ({ signal }) => rest.board(board, signal),
  });
}

export function useChangeBoardNotifications(board: string) {
  const queries = useQueryClient();
  const key = inboxKeys.board(board);
  return useMutation({
    mutationFn: (change: Partial<BoardNotifications>) => rest.changeBoard(board, change),
    onMutate: (change) =>
      showAhead<BoardNotifications>(queries, key, (now) => ({ ...now, ...change })),
    onError: (_error, _change, undo) => undo?.(),
    onSuccess: (answer) => queries.setQueryData(key, answer),
  });
}

/** What a link at the foot of a mail ends; whoever has the link may ask. */
export function useUnsubscription(token: string) {
  return useQuery({
    queryKey: inboxKeys.unsubscribe(token),
    queryFn: ({ signal }) => rest.unsubscription(token, signal),
  });
}

export function useInviteByEmail(board: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: InvitationWish) => rest.invite(board, wish),
    // Each address has a link of its own now.
    onSuccess: () => void queries.invalidateQueries({ queryKey: keys.invites(board) }),
  });
}
