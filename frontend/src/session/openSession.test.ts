// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addItem, setTitle } from "@/plan/change";
import { PlanStore } from "@/plan/store";
import { FakeServer, FakeSocket } from "./fakeServer";
import { type OpenSession, openSession, type SessionOptions } from "./openSession";
import type { SavedState } from "./types";

const me = { id: "ann", name: "Ann", color: "#4e68ce", guest: false };

let server: FakeServer;
let sessions: OpenSession[];

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  FakeSocket.server = server;
  sessions = [];
});

afterEach(() => {
  for (const session of sessions) session.destroy();
  vi.useRealTimers();
});

const settle = (ms = 20) => vi.advanceTimersByTimeAsync(ms);

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
  const states: SavedState[] = [session.connection.getSnapshot().state];
  session.connection.subscribe(() => {
    const { state } = session.connection.getSnapshot();
    if (states.at(-1) !== state) states.push(state);
  });
  const add = (title: string) =>
    addItem(session.doc, { kind: "goal", parent: null, title, by: me.id });
  return { session, states, add, now: () => session.connection.getSnapshot() };
}

const stored = () =>
  [...new PlanStore(server.doc).getSnapshot().items.values()].map((i) => i.title);

describe("what is said of saving", () => {
  it("is connecting first and then saved, with nothing in between", async () => {
    const { states, now } = open();
    await settle();
    expect(states).toEqual(["connecting", "saved"]);
    expect(now()).toEqual({ state: "saved", unsaved: 0, reason: null });
  });

  it("is saving until the last change is acknowledged", async () => {
    const { add, now, session } = open();
    await settle();
    server.prompt = false;
    const id = add("a");
    expect(now()).toEqual({ state: "saving", unsaved: 1, reason: null });
    setTitle(session.doc, id, "ab");
    await settle();
    expect(server.owed).toBe(2);
    expect(now().unsaved).toBe(2);
    server.answer(1);
    await settle();
    expect(now()).toMatchObject({ state: "saving", unsaved: 1 });
    server.answer();
    await settle();
    expect(now()).toMatchObject({ state: "saved", unsaved: 0 });
    expect(stored()).toEqual(["ab"]);
  });

  it("does not take what others do for changes of one's own", async () => {
    const { states, session } = open();
    await settle();
    addItem(server.doc, { kind: "goal", parent: null, title: "theirs", by: "bob" });
    server.close(1006);
    await settle(3000);
    expect(session.plan.getSnapshot().roots).toHaveLength(1);
    expect(states).toEqual(["connecting", "saved", "offline", "saved"]);
    expect(session.connection.getSnapshot().unsaved).toBe(0);
  });

  it("says offline when the server cannot be reached, and counts what waits", async () => {
    server.reachable = false;
    const { add, now, states } = open();
    await settle(50);
    expect(now().state).toBe("offline");
    add("a");
    add("b");
    expect(now()).toMatchObject({ state: "offline", unsaved: 2 });
    server.reachable = true;
    server.prompt = false;
    await settle(20_000);
    // Connected, and all of it on its way: but nothing is stored until the server says so.
    expect(server.owed).toBe(1);
    expect(now()).toMatchObject({ state: "saving", unsaved: 2 });
    server.answer();
    await settle();
    expect(now()).toMatchObject({ state: "saved", unsaved: 0 });
    expect(states).toEqual(["connecting", "offline", "saving", "saved"]);
    expect(stored()).toEqual(["a", "b"]);
  });

  it("takes no answer to an earlier change for one to a later change", async () => {
    const { add, now } = open();
    await settle();
    server.prompt = false;
    add("a");
    await settle();
    server.close(1006);
    await settle(1);
    expect(now()).toMatchObject({ state: "offline", unsaved: 1 });
    add("b");
    await settle(3000);
    add("c");
    await settle();
    // On the new connection: the state with a and b, then c.
    server.answer(1 + 1);
    await settle();
    expect(now()).toMatchObject({ state: "saving", unsaved: 1 });
    server.answer();
    await settle();
    expect(now()).toMatchObject({ state: "saved", unsaved: 0 });
    expect(stored()).toEqual(["a", "b", "c"]);
  });

  it("never says saved while the server has not all, whenever connections and answers come", async () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    const { add, now, session } = open();
    for (let round = 0; round < 300; round++) {
      const what = random();
      server.prompt = random() < 0.5;
      if (what < 0.4) add(`${round}`);
      else if (what < 0.6) server.answer(1);
      else if (what < 0.7) server.close(1006);
      else if (what < 0.75) server.reachable = !server.reachable;
      await settle(random() * 700);
      if (now().state === "saved") {
        expect(stored().toSorted()).toEqual(
          [...session.plan.getSnapshot().items.values()].map(({ title }) => title).toSorted(),
        );
      }
    }
    server.reachable = true;
    server.prompt = true;
    server.answer();
    server.close(1006);
    await settle(30_000);
    expect(now()).toMatchObject({ state: "saved", unsaved: 0 });
    expect(stored().length).toBeGreaterThan(50);
  });
});

describe("a lost connection", () => {
  it("is taken up again at once when the network is back", async () => {
    server.reachable = false;
    const { now } = open();
    await settle(15_000);
    const tried = server.connections;
    server.reachable = true;
    window.dispatchEvent(new Event("online"));
    await settle();
    expect(server.connections).toBe(tried + 1);
    expect(now().state).toBe("saved");
  });

  it("is noticed when the browser says that the network is gone", async () => {
    const { now, add } = open();
    await settle();
    server.reachable = false;
    window.dispatchEvent(new Event("offline"));
    expect(now().state).toBe("offline");
    add("a");
    await settle(2000);
    expect(now()).toMatchObject({ state: "offline", unsaved: 1 });
    server.reachable = true;
    window.dispatchEvent(new Event("online"));
    await settle(2000);
    expect(now().state).toBe("saved");
    expect(stored()).toEqual(["a"]);
  });

  it("is tried again less and less often", async () => {
    server.reachable = false;
    open();
    await settle(120_000);
    expect(server.connections).toBeGreaterThan(10);
    expect(server.connections).toBeLessThan(60);
  });
});

describe("what the server refuses", () => {
  it.each([
    [4401, /Sign in/],
    [4403, /no longer have access/],
    [4404, /does not exist/],
  ])("%i ends it, with a reason", async (code, reason) => {
    const { now } = open();
    await settle();
    server.close(code);
    await settle(60_000);
    expect(now().state).toBe("refused");
    expect(now().reason).toMatch(reason);
    expect(server.connections).toBe(1);
    window.dispatchEvent(new Event("online"));
    await settle(1000);
    expect(server.connections).toBe(1);
  });

  it.each([
    ["not-signed-in", /Sign in/],
    ["forbidden", /access/],
    ["not-found", /does not exist/],
    ["something new", /no access/],
  ])("a denial (%s) ends it too", async (denial, reason) => {
    server.denial = denial;
    const { now, states } = open();
    await settle(60_000);
    expect(states).toEqual(["connecting", "refused"]);
    expect(now().reason).toMatch(reason);
    expect(server.connections).toBe(1);
    expect(server.sockets.size).toBe(0);
  });

  it.each([4400, 4409, 4413, 4429])("%i is tried again later, with a reason", async (code) => {
    const { now, add } = open();
    await settle();
    add("a");
    server.close(code);
    await settle(5000);
    expect(now().state).toBe("offline");
    expect(now().reason).toBeTruthy();
    expect(server.connections).toBe(1);
    await settle(30_000);
    expect(server.connections).toBe(2);
    expect(now()).toEqual({ state: "saved", unsaved: 0, reason: null });
  });

  it("a change that could not be stored is sent again later", async () => {
    const { now, add } = open();
    await settle();
    server.refusing = true;
    add("a");
    await settle();
    expect(now()).toMatchObject({ state: "offline", unsaved: 1 });
    server.refusing = false;
    await settle(30_000);
    expect(now().state).toBe("saved");
    expect(stored()).toEqual(["a"]);
  });

  it("changes of somebody who may only read now are given up, and the board is to be opened anew", async () => {
    server.reachable = false;
    const onRejected = vi.fn();
    const { now, add } = open({ role: "viewer", onRejected });
    add("a");
    server.reachable = true;
    server.scope = "readonly";
    await settle(20_000);
    expect(onRejected).toHaveBeenCalledTimes(1);
    expect(now().state).not.toBe("saved");
    expect(stored()).toEqual([]);
  });

  it("somebody who only reads, and changed nothing, sees all as saved", async () => {
    addItem(server.doc, { kind: "goal", parent: null, title: "theirs", by: "bob" });
    server.scope = "readonly";
    const { now, session } = open({ role: "viewer" });
    await settle();
    expect(now().state).toBe("saved");
    expect(session.canEdit).toBe(false);
    expect(session.plan.getSnapshot().roots).toHaveLength(1);
  });
});

describe("a session", () => {
  it("passes on the server's notices, and only those it knows", async () => {
    const { session } = open();
    await settle();
    const heard = vi.fn();
    const stop = session.onNotice(heard);
    for (const payload of ['{"type":"board"}', '{"type":"x"}', "7", "{", '{"type":"people"}']) {
      server.say(payload);
    }
    await settle();
    expect(heard.mock.calls).toEqual([[{ type: "board" }], [{ type: "people" }]]);
    stop();
    server.say('{"type":"removed"}');
    await settle();
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it("may write only a part of the plan, where the rest is locked", async () => {
    const { session, add } = open();
    await settle();
    const goal = addItem(session.doc, { kind: "goal", parent: null, title: "Open", by: me.id });
    const below = addItem(session.doc, { kind: "goal", parent: goal, title: "Below", by: me.id });
    add("elsewhere");
    const other = session.plan.getSnapshot().roots.find((id) => id !== goal) as string;
    expect([goal, below, other].map(session.mayEdit)).toEqual([true, true, true]);
    expect(session.undo.getSnapshot().canUndo).toBe(true);

    const confined = session.as({ me, role: "editor", leave: { canWrite: true, within: goal } });
    expect(confined).toMatchObject({ canEdit: false, locked: true, within: goal });
    expect([goal, below, other].map(confined.mayEdit)).toEqual([true, true, false]);
    expect([goal, below, other].map(confined.mayMove)).toEqual([false, true, false]);
    // What one did before was done elsewhere, too.
    expect(session.undo.getSnapshot().canUndo).toBe(false);

    const locked = session.as({ me, role: "editor", leave: { canWrite: false, within: null } });
    expect(locked).toMatchObject({ canEdit: false, locked: true, within: null });
    expect(locked.mayEdit(goal)).toBe(false);
    const viewer = session.as({ me, role: "viewer", leave: { canWrite: false, within: null } });
    expect(viewer.locked).toBe(false);
  });

  it("gives up what is refused while one may write only a part", async () => {
    const onRejected = vi.fn();
    const { add } = open({ onRejected });
    await settle();
    server.say('{"type":"access","within":"somewhere"}');
    await settle();
    server.refusing = true;
    add("stray");
    await settle();
    expect(onRejected).toHaveBeenCalledTimes(1);
  });

  it("goes on with another role, connected as it is", async () => {
    const { session } = open();
    await settle();
    const reading = session.as({ me, role: "viewer" });
    expect(reading).toMatchObject({ role: "viewer", canEdit: false });
    expect(reading.doc).toBe(session.doc);
    expect(server.connections).toBe(1);
    expect(session.awareness.getLocalState()?.user).toMatchObject({ id: "ann", role: "viewer" });
  });

  it("warns before the page is left with changes that are nowhere but in it", async () => {
    const { add, now } = open();
    await settle();
    const leave = () => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(false);
    server.prompt = false;
    add("a");
    await settle();
    expect(leave()).toBe(true);
    server.answer();
    await settle();
    expect(now().state).toBe("saved");
    expect(leave()).toBe(false);
  });

  it("lets go of everything when it is closed, and may be closed twice", async () => {
    const { session } = open();
    await settle();
    session.destroy();
    session.destroy();
    await settle(60_000);
    expect(server.sockets.size).toBe(0);
    expect(server.connections).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("may be closed before it is connected, and opened again at once", async () => {
    open().session.destroy();
    const { now } = open();
    await settle();
    expect(now().state).toBe("saved");
    expect(server.sockets.size).toBe(1);
  });

  it("of one person in two windows: each counts its own changes", async () => {
    const [one, two] = [open(), open()];
    await settle();
    one.add("a");
    await settle();
    two.add("b");
    await settle();
    expect(one.now().state).toBe("saved");
    expect(two.now().state).toBe("saved");
    expect(stored().toSorted()).toEqual(["a", "b"]);
  });
});
