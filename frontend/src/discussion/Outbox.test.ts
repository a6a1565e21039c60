import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Outbox, type Waiting, type WaitingReply } from "./Outbox";
import { plainText } from "./text";

const away = new Error("away");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

/** A service that writes what it is sent once for each id. */
function service() {
  return { written: new Map<string, string>(), calls: 0, error: null as Error | null };
}

function make(storage: ReturnType<typeof memory> | null = memory(), server = service()) {
  const outbox = new Outbox({
    send: async ({ id, body }: Waiting) => {
      if (server.error) throw server.error;
      server.calls++;
      server.written.set(id, plainText(body));
    },
    verdict: (error) =>
      error === away ? { againMs: 1000 } : { refused: (error as Error).message },
    storage,
    name: "outbox",
  });
  const texts = () => outbox.getSnapshot().waiting.map(({ body }) => plainText(body));
  return { outbox, server, storage, texts };
}

function reply(id: string, text = id): WaitingReply {
  const content = [{ type: "paragraph" as const, content: [{ type: "text" as const, text }] }];
  return { kind: "reply", id, thread: "t", body: { type: "doc", content }, at: "2030-01-01" };
}

test("comments show at once and go in the order of writing", async () => {
  const { outbox, server, texts } = make();
  outbox.add(reply("one"));
  outbox.add(reply("two"));
  expect(texts()).toEqual(["one", "two"]);
  await vi.advanceTimersByTimeAsync(0);
  expect([...server.written.keys()]).toEqual(["one", "two"]);
  expect(texts()).toEqual([]);
});

test("comments wait out a server that is away, none lost and none out of order", async () => {
  const { outbox, server, texts } = make();
  server.error = away;
  outbox.add(reply("one"));
  outbox.add(reply("two"));
  await vi.advanceTimersByTimeAsync(2500);
  expect(texts()).toEqual(["one", "two"]);
  expect(outbox.getSnapshot().away).toBe(true);
  server.error = null;
  await vi.advanceTimersByTimeAsync(1000);
  expect([...server.written.keys()]).toEqual(["one", "two"]);
  expect(server.calls).toBe(2);
  expect(outbox.getSnapshot()).toEqual({ waiting: [], away: false });
});

test("a reload loses nothing that was not sent yet", async () => {
  const before = make();
  before.server.error = away;
  before.outbox.add(reply("one"));
  await vi.advanceTimersByTimeAsync(0);
  before.outbox.stop();
  const after = make(before.storage);
  expect(after.texts()).toEqual(["one"]);
  after.outbox.flush();
  await vi.advanceTimersByTimeAsync(5000);
  expect([...after.server.written.keys()]).toEqual(["one"]);
  expect(make(before.storage).texts()).toEqual([]);
});

test("two windows of one person send what waits under one id, and none brings it back", async () => {
  const storage = memory();
  const server = service();
  server.error = away;
  const here = make(storage, server);
  here.outbox.add(reply("one"));
  const there = make(storage, server);
  there.outbox.add(reply("two"));
  here.outbox.reread();
  expect(here.texts()).toEqual(["one", "two"]);
  server.error = null;
  await vi.advanceTimersByTimeAsync(3000);
  expect([...server.written.keys()].sort()).toEqual(["one", "two"]);
  here.outbox.reread();
  there.outbox.reread();
  expect([here.texts(), there.texts()]).toEqual([[], []]);
  expect(storage.getItem("outbox")).toBeNull();
});

test("a refused comment stays with the reason and its words, and holds up no other", async () => {
  const { outbox, server } = make();
  server.error = new Error("Too long.");
  outbox.add(reply("one"));
  await vi.advanceTimersByTimeAsync(0);
  server.error = null;
  outbox.add(reply("two"));
  await vi.advanceTimersByTimeAsync(0);
  expect([...server.written.keys()]).toEqual(["two"]);
  expect(outbox.getSnapshot().waiting).toMatchObject([{ id: "one", refused: "Too long." }]);
  outbox.retry("one");
  await vi.advanceTimersByTimeAsync(0);
  expect([...server.written.keys()]).toEqual(["two", "one"]);
  expect(outbox.getSnapshot().waiting).toEqual([]);
});

test("without a storage they wait in this page", async () => {
  const { outbox, server, texts } = make(null);
  server.error = away;
  outbox.add(reply("one"));
  outbox.add(reply("two"));
  await vi.advanceTimersByTimeAsync(0);
  outbox.drop("one");
  expect(texts()).toEqual(["two"]);
});

test("a storage that is full loses nothing that this page knows", async () => {
  const full = {
    ...memory(),
    setItem: () => {
      throw new Error("full");
    },
  };
  const { outbox, server, texts } = make(full);
  server.error = away;
  outbox.add(reply("one"));
  outbox.add(reply("two"));
  await vi.advanceTimersByTimeAsync(0);
  expect(texts()).toEqual(["one", "two"]);
  server.error = null;
  await vi.advanceTimersByTimeAsync(1000);
  expect([...server.written.keys()]).toEqual(["one", "two"]);
  expect(texts()).toEqual([]);
});

test("what is kept and makes no sense is no comment", () => {
  const storage = memory();
  const good = reply("a");
  storage.setItem("outbox", JSON.stringify([{ id: 1 }, null, { ...good, kind: "thread" }, good]));
  expect(make(storage).texts()).toEqual(["a"]);
  storage.setItem("outbox", "{");
  expect(make(storage).texts()).toEqual([]);
});
