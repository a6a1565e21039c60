import { ask } from "@/api/ask";
import type {
  BoardNotifications,
  InboxPage,
  InvitationWish,
  NotificationSettings,
  Unsubscription,
} from "../types";

/** The calls of the service's API that are about the inbox and its mails. All throw `Problem`. */

const PAGE_SIZE = 30;

const ofBoard = (board: string) => `/api/boards/${encodeURIComponent(board)}`;
const leaving = (token: string) => `/api/unsubscribe/${encodeURIComponent(token)}`;

export const rest = {
  inbox: (unread: boolean, before: string | null, signal?: AbortSignal) => {
    const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
    if (unread) query.set("unread", "true");
    if (before !== null) query.set("before", before);
    return ask<InboxPage>("GET", `/api/inbox?${query}`, undefined, signal);
  },
  count: (signal?: AbortSignal) =>
    ask<{ unread: number }>("GET", "/api/inbox/count", undefined, signal),
  read: (what: { ids: string[] } | { all: true }) =>
    ask<{ unread: number }>("POST", "/api/inbox/read", what),
  unread: (ids: string[]) => ask<{ unread: number }>("POST", "/api/inbox/unread", { ids }),
  settings: (signal?: AbortSignal) =>
    ask<NotificationSettings>("GET", "/api/notification-settings", undefined, signal),
  changeSettings: (change: Partial<Pick<NotificationSettings, "email" | "time_zone">>) =>
    ask<NotificationSettings>("PUT", "/api/notification-settings", change),
  board: (board: string, signal?: AbortSignal) =>
    ask<BoardNotifications>("GET", `${ofBoard(board)}/notifications`, undefined, signal),
  changeBoard: (board: string, change: Partial<BoardNotifications>) =>
    ask<BoardNotifications>("PUT", `${ofBoard(board)}/notifications`, change),
  unsubscription: (token: string, signal?: AbortSignal) =>
    ask<Unsubscription>("GET", leaving(token), undefined, signal),
  unsubscribe: (token: string) => ask<void>("POST", leaving(token), {}),
  resubscribe: (token: string) => ask<void>("POST", `${leaving(token)}/undo`, {}),
  pushKey: () => ask<{ key: string }>("GET", "/api/push/key"),
  subscribe: (subscription: { endpoint: string; keys: { p256dh: string; auth: string } }) =>
    ask<unknown>("POST", "/api/push/subscriptions", subscription),
  unsubscribePush: (endpoint: string) =>
    ask<void>("DELETE", "/api/push/subscriptions", { endpoint }),
  invite: (board: string, wish: InvitationWish) =>
    ask<{ sent: number }>("POST", `${ofBoard(board)}/invitations`, wish),
};
