import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";

const SOURCE = readFileSync(
  new URL("../../service-worker/worker.js", import.meta.url),
  "utf8",
).replace("__FILES__", "[]");

/** The service worker as a browser runs it, with the windows that are open. */
function start(windows: { postMessage(message: unknown): void; focus(): Promise<void> }[]) {
  const listeners = new Map<string, (event: object) => void>();
  const self = {
    location: { origin: "https://planhall.invalid" },
    addEventListener: (type: string, listener: (event: object) => void) =>
      void listeners.set(type, listener),
    registration: { showNotification: vi.fn(async () => undefined) },
    clients: { matchAll: async () => windows, openWindow: vi.fn(async () => undefined) },
  };
  new Function("self", "caches", SOURCE)(self, {});
  const tell = async (type: string, event: object) => {
    let until: Promise<unknown> | undefined;
    listeners.get(type)?.({
      ...event,
      waitUntil: (work: Promise<unknown>) => {
        until = work;
      },
    });
    await until;
  };
  return { ...self, tell };
}

const page = () => ({ postMessage: vi.fn(), focus: vi.fn(async () => undefined) });
const pushed = (news: unknown) => ({ data: { json: () => news } });

test("a push is shown, and open pages ask for what is new", async () => {
  const open = page();
  const worker = start([open]);
  await worker.tell(
    "push",
    pushed({ title: "Ada mentioned you", body: "Hello", link: "/boards/b1?thread=t1", id: "n1" }),
  );
  expect(worker.registration.showNotification).toHaveBeenCalledWith("Ada mentioned you", {
    body: "Hello",
    tag: "n1",
    icon: "/favicon.svg",
    data: { link: "/boards/b1?thread=t1" },
  });
  expect(open.postMessage).toHaveBeenCalledWith({ type: "planhall-news" });
});

test("one that cannot be read, or leads elsewhere, shows something and leads to the inbox", async () => {
  const worker = start([]);
  const broken = () => {
    throw new SyntaxError("no JSON");
  };
  await worker.tell("push", { data: { json: broken } });
  await worker.tell("push", pushed({ title: "Look", link: "https://elsewhere.example/" }));
  const shown = worker.registration.showNotification.mock.calls as unknown[][];
  expect(shown.map(([title]) => title)).toEqual(["Something new in your inbox", "Look"]);
  expect(shown.map(([, options]) => (options as { data: object }).data)).toEqual([
    { link: "/inbox" },
    { link: "/inbox" },
  ]);
});

test("a press opens the place in the page that is there, else in a new one", async () => {
  const press = () => ({
    notification: { close: vi.fn(), data: { link: "/boards/b1?thread=t1" } },
  });
  const open = page();
  const worker = start([open]);
  await worker.tell("notificationclick", press());
  expect(open.postMessage).toHaveBeenCalledWith({
    type: "planhall-open",
    link: "/boards/b1?thread=t1",
  });
  expect(open.focus).toHaveBeenCalled();
  const alone = start([]);
  await alone.tell("notificationclick", press());
  expect(alone.clients.openWindow).toHaveBeenCalledWith("/boards/b1?thread=t1");
});
