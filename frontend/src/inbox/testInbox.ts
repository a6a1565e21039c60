import type { InboxPage, Notification } from "./types";

export function testNotification(wish: Partial<Notification> = {}): Notification {
  return {
    id: "n1",
    kind: "mention",
    board: { id: "b1", title: "Buses" },
    by: { id: "ada", name: "Ada", color: "#4455c2", guest: false },
    at: "2026-03-10T10:00:00Z",
    read_at: null,
    title: "mentioned you in a comment on “Grow”",
    excerpt: "What do you say?",
    link: "/boards/b1?thread=t1",
    ...wish,
  };
}

/** An inbox behind `fetch`, a page of which holds two. */
export class FakeInbox {
  readonly calls: string[] = [];
  away = false;
  /** What a change waits for before it is made. */
  busy: Promise<void> | null = null;
  constructor(public all: Notification[]) {}

  answer = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? "GET";
    this.calls.push(`${method} ${path}`);
    if (this.away) throw new TypeError("network");
    const url = new URL(path, "https://planhall.invalid");
    if (method === "POST") {
      await this.busy;
      const { ids } = JSON.parse(String(init.body)) as { ids?: string[] };
      const read_at = url.pathname === "/api/inbox/read" ? "2026-03-10T12:00:00Z" : null;
      this.all = this.all.map((one) => (!ids || ids.includes(one.id) ? { ...one, read_at } : one));
      return json({ unread: this.unread });
    }
    if (url.pathname === "/api/inbox/count") return json({ unread: this.unread });
    const wanted = this.all.filter((one) => !url.searchParams.has("unread") || !one.read_at);
    const from = Number(url.searchParams.get("before") ?? 0);
    const page: InboxPage = {
      notifications: wanted.slice(from, from + 2),
      unread: this.unread,
      next: from + 2 < wanted.length ? String(from + 2) : null,
    };
    return json(page);
  };

  get unread(): number {
    return this.all.filter(({ read_at }) => read_at === null).length;
  }
}

function json(body: unknown): Response {
  return new Response(JSON.stringify(body));
}
