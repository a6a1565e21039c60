// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addItem, setTitle } from "@/plan/change";
import { FakeIndexedDb } from "./fakeIndexedDb";
import { FakeServer, FakeSocket } from "./fakeServer";
import { forgetLocalBoards, unsentChanges } from "./localBoards";
import { type OpenSession, openSession, type SessionOptions } from "./openSession";

const me = { id: "ann", name: "Ann", color: "#4e68ce", guest: false };
const name = "planhall:ann:board";

let server: FakeServer;
let storage: FakeIndexedDb;
let sessions: OpenSession[];

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  FakeSocket.server = server;
  storage = new FakeIndexedDb();
  vi.stubGlobal("indexedDB", storage);
  vi.stubGlobal("IDBKeyRange", FakeIndexedDb.KeyRange);
  localStorage.clear();
  sessions = [];
});

afterEach(() => {
  for (const session of sessions) session.destroy();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const settle = (ms = 30) => vi.advanceTimersByTimeAsync(ms);

function open(options: Partial<SessionOptions> = {}) {
  const session = openSession({
    boardId: "board",
    me,
    role: "editor",
    url: "ws://test/collaboration",
    WebSocketPolyfill: FakeSocket as unknown as typeof WebSocket,
    ...options,
  });
  sessions.push(session);
  return {
    session,
    add: (title: string) => addItem(session.doc, { kind: "goal", parent: null, title, by: me.id }),
    now: () => session.connection.getSnapshot(),
    titles: () => [...session.plan.getSnapshot().items.values()].map(({ title }) => title),
  };
}

/** The page goes as it is; nothing is given the time to say goodbye. */
const crash = (session: OpenSession) => {
  session.plan.destroy();
  for (const socket of [...server.sockets]) socket.close(1006);
  sessions = sessions.filter((other) => other !== session);
};

const rows = () => storage.stored.get(name)?.get("updates")?.size ?? 0;
const unsentKeys = () => [...(storage.stored.get(name)?.get("state")?.keys() ?? [])];

describe("a board opened again without a network", () => {
  it("shows at once what was there, and that all of it was saved", async () => {
    const first = open();
    await settle();
    first.add("a");
    await settle();
    first.session.destroy();
    server.reachable = false;
    const { titles, now } = open();
    await settle(5);
    expect(titles()).toEqual(["a"]);
    await settle(50);
    expect(now()).toEqual({ state: "offline", unsaved: 0, reason: null });
  });

  it("shows changes that were never acknowledged as unsaved, until they are", async () => {
    const first = open();
    await settle();
    server.prompt = false;
    const id = first.add("a");
    await settle();
    server.reachable = false;
    server.close(1006);
    setTitle(first.session.doc, id, "ab");
    await settle(20);
    expect(first.now()).toMatchObject({ state: "offline", unsaved: 2 });
    crash(first.session);

    // Twice: what is carried over is not counted twice.
    for (let round = 0; round < 2; round++) {
      const again = open();
      await settle(50);
      expect(again.titles()).toEqual(["ab"]);
      expect(again.now()).toMatchObject({ state: "offline", unsaved: 2 });
      crash(again.session);
    }

    server.reachable = true;
    const last = open();
    await settle(50);
    expect(last.now()).toMatchObject({ state: "saving", unsaved: 2 });
    server.answer();
    await settle();
    expect(last.now()).toMatchObject({ state: "saved", unsaved: 0 });
    await settle();
    expect(unsentKeys()).toEqual([]);
  });
});

describe("two windows of one person", () => {
  it("share the copy without losing anything, also when it is compacted", async () => {
    const [one, two] = [open(), open()];
    await settle();
    server.reachable = false;
    server.close(1006);
    const id = one.add("from one");
    two.add("from two");
    for (let round = 0; round < 420; round++) {
      setTitle(one.session.doc, id, `round ${round}`);
      if (round % 20 === 0) await settle(3);
    }
    await settle(50);
    expect(rows()).toBeLessThan(400);
    crash(one.session);
    crash(two.session);
    const again = open();
    await settle(50);
    expect(again.titles().toSorted()).toEqual(["from two", "round 419"]);
  });
});

describe("leaving the page", () => {
  const leave = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };

  it("needs no warning once unsaved changes are kept in this browser", async () => {
    const { add } = open();
    await settle();
    server.prompt = false;
    add("a");
    expect(leave()).toBe(true);
    await settle();
    expect(leave()).toBe(false);
  });

  it("needs one where the storage is full", async () => {
    const { add, now } = open();
    await settle();
    storage.full = true;
    server.reachable = false;
    server.close(1006);
    add("a");
    await settle();
    expect(leave()).toBe(true);
    expect(now().reason).toMatch(/keeps no copy/);
  });
});

describe("without storage", () => {
  it("a board works, and says so where it matters", async () => {
    storage.forbidden = true;
    const { add, now } = open();
    await settle();
    add("a");
    await settle();
    expect(now()).toMatchObject({ state: "saved", unsaved: 0, reason: null });
    server.reachable = false;
    server.close(1006);
    await settle(5);
    expect(now().reason).toMatch(/keep this page open/);
  });

  it("that never answers, the board is opened all the same", async () => {
    vi.stubGlobal("indexedDB", { open: () => ({}) });
    const { now } = open();
    await settle(4000);
    expect(now().state).toBe("saved");
  });
});

describe("the copy is taken away", () => {
  it("when access ended", async () => {
    const { now } = open();
    await settle();
    expect(storage.stored.has(name)).toBe(true);
    server.close(4403);
    await settle();
    expect(now().state).toBe("refused");
    expect(storage.stored.has(name)).toBe(false);
  });

  it("but not when one was only signed out: what was not sent is sent later", async () => {
    const { add } = open();
    await settle();
    server.prompt = false;
    add("a");
    await settle();
    server.close(4401);
    await settle();
    expect(storage.stored.has(name)).toBe(true);
  });

  it("when changes were not taken because one may only read", async () => {
    const first = open();
    await settle();
    server.reachable = false;
    server.close(1006);
    first.add("not allowed");
    await settle();
    crash(first.session);
    server.reachable = true;
    server.scope = "readonly";
    const onRejected = vi.fn();
    open({ role: "viewer", onRejected });
    await settle(60);
    expect(onRejected).toHaveBeenCalledTimes(1);
    const again = open({ role: "viewer" });
    await settle(60);
    expect(again.titles()).toEqual([]);
    expect(again.now()).toMatchObject({ state: "saved", unsaved: 0 });
  });

  it("only once who signs out knows what would be lost", async () => {
    server.reachable = false;
    const { add } = open();
    open({ boardId: "other" });
    await settle();
    add("a");
    add("b");
    await settle();
    const counted = unsentChanges();
    await settle();
    expect(await counted).toBe(2);
    server.reachable = true;
    await settle(60_000);
    const after = unsentChanges();
    await settle();
    expect(await after).toBe(0);
  });

  it("with every other when somebody signs out, also under open boards", async () => {
    const { add, now } = open();
    open({ boardId: "other" });
    storage.stored.set("something else", new Map());
    await settle();
    const forgotten = forgetLocalBoards();
    await settle();
    await forgotten;
    expect([...storage.stored.keys()]).toEqual(["something else"]);
    expect(localStorage.length).toBe(0);
    add("a");
    await settle();
    expect(now().state).toBe("saved");
  });
});
