import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NoteOutbox } from "./NoteOutbox";

const away = new Error("away");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function make(storage = memory()) {
  const server = { sent: [] as string[], error: null as Error | null };
  let count = 0;
  const outbox = new NoteOutbox({
    send: async ({ text }) => {
      if (server.error) throw server.error;
      server.sent.push(text);
    },
    refusal: (error) => (error === away ? null : (error as Error).message),
    storage,
    key: "notes",
    newId: () => `n${++count}`,
    again: 1000,
  });
  const texts = () => outbox.getSnapshot().waiting.map(({ text }) => text);
  return { outbox, server, storage, texts };
}

test("notes show at once and go in the order of writing", async () => {
  const { outbox, server, texts } = make();
  outbox.add("one", "yellow");
  outbox.add("two", "blue");
  expect(texts()).toEqual(["one", "two"]);
  await vi.advanceTimersByTimeAsync(0);
  expect(server.sent).toEqual(["one", "two"]);
  expect(texts()).toEqual([]);
});

test("notes wait out a server that is away, none lost and none out of order", async () => {
  const { outbox, server, texts } = make();
  server.error = away;
  outbox.add("one", "yellow");
  outbox.add("two", "yellow");
  await vi.advanceTimersByTimeAsync(2500);
  expect(texts()).toEqual(["one", "two"]);
  expect(outbox.getSnapshot().away).toBe(true);
  server.error = null;
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.sent).toEqual(["one", "two"]);
  expect(outbox.getSnapshot()).toEqual({ waiting: [], away: false });
});

test("a reload loses no note that was not sent yet", async () => {
  const before = make();
  before.server.error = away;
  before.outbox.add("one", "yellow");
  await vi.advanceTimersByTimeAsync(0);
  before.outbox.stop();
  const after = make(before.storage);
  expect(after.texts()).toEqual(["one"]);
  after.outbox.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(after.server.sent).toEqual(["one"]);
  expect(make(before.storage).texts()).toEqual([]);
});

test("a refused note stays with the reason, and does not hold up those after it", async () => {
  const { outbox, server } = make();
  server.error = new Error("Too long.");
  outbox.add("one", "yellow");
  await vi.advanceTimersByTimeAsync(0);
  server.error = null;
  outbox.add("two", "yellow");
  await vi.advanceTimersByTimeAsync(0);
  expect(server.sent).toEqual(["two"]);
  expect(outbox.getSnapshot().waiting).toMatchObject([{ text: "one", refused: "Too long." }]);
  outbox.drop("n1");
  expect(outbox.getSnapshot().waiting).toEqual([]);
});

test("what is kept and makes no sense is no note", () => {
  const storage = memory();
  storage.setItem("notes", '[{"id": 1}, null, {"id": "a", "text": "x", "color": "blue"}]');
  expect(make(storage).texts()).toEqual(["x"]);
  storage.setItem("notes", "{");
  expect(make(storage).texts()).toEqual([]);
});
