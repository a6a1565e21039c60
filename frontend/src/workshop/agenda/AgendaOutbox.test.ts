import { beforeEach, describe, expect, test, vi } from "vitest";
import { testActivity } from "../testSession";
import { AgendaOutbox, type WaitingChange, withWaiting } from "./AgendaOutbox";

interface Sent {
  waiting: WaitingChange;
  answer(): void;
  fail(error: unknown): void;
}

let sent: Sent[];
const settle = () => vi.advanceTimersByTimeAsync(0);

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function outbox(storage = memory()) {
  return new AgendaOutbox({
    key: "k",
    storage,
    again: 1000,
    send: (waiting) =>
      new Promise<void>((answer, fail) => {
        sent.push({ waiting, answer, fail });
      }),
    refusal: (error) => (error === "away" ? null : String(error)),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
});

describe("sending", () => {
  test("what is typed while another change is on its way goes together", async () => {
    const box = outbox();
    box.change("a", { title: "One" });
    box.change("a", { title: "Two" });
    box.change("a", { minutes: 8 });
    expect(box.getSnapshot().saving).toEqual({ step: "saving" });
    sent[0]?.answer();
    await settle();
    expect(sent.map(({ waiting }) => waiting.change)).toEqual([
      { title: "One" },
      { title: "Two", minutes: 8 },
    ]);
    sent[1]?.answer();
    await settle();
    expect(box.getSnapshot()).toEqual({ waiting: [], saving: { step: "saved" } });
  });

  test("moves of several go in the order in which they were made", async () => {
    const box = outbox();
    box.move("x", null);
    box.move("a", "c");
    box.move("b", "a");
    box.move("a", null);
    for (let at = 0; at < 4; at++) {
      sent[at]?.answer();
      await settle();
    }
    expect(sent.map(({ waiting }) => [waiting.activity, waiting.change.before])).toEqual([
      ["x", null],
      ["a", "c"],
      ["b", "a"],
      ["a", null],
    ]);
  });

  test("of moves of one activity in a row the last one counts", async () => {
    const box = outbox();
    box.move("x", null);
    box.move("a", "c");
    box.move("a", null);
    sent[0]?.answer();
    await settle();
    expect(sent[1]?.waiting).toEqual({ activity: "a", change: { before: null } });
  });
});

describe("a server that is away", () => {
  test("is tried again, and said so", async () => {
    const box = outbox();
    box.change("a", { title: "One" });
    sent[0]?.fail("away");
    await settle();
    expect(box.getSnapshot().saving).toEqual({ step: "away" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toHaveLength(2);
    sent[1]?.answer();
    await settle();
    expect(box.getSnapshot().saving).toEqual({ step: "saved" });
  });

  test("changes outlive a reload", () => {
    const storage = memory();
    outbox(storage).change("a", { title: "One" });
    const again = outbox(storage);
    expect(again.getSnapshot().waiting).toEqual([{ activity: "a", change: { title: "One" } }]);
    again.flush();
    expect(sent.at(-1)?.waiting.change).toEqual({ title: "One" });
  });

  test("what is kept and makes no sense is passed over", () => {
    const storage = memory();
    storage.setItem("k", '[{"activity":1},null,{"activity":"a","change":{"title":"One"}}]');
    expect(outbox(storage).getSnapshot().waiting).toHaveLength(1);
    storage.setItem("k", "no JSON");
    expect(outbox(storage).getSnapshot().waiting).toEqual([]);
  });
});

describe("a refusal", () => {
  test("is told, keeps what was typed, and does not hold up the rest", async () => {
    const box = outbox();
    box.change("a", { title: "One" });
    box.change("b", { title: "Other" });
    sent[0]?.fail("It has begun.");
    await settle();
    sent[1]?.answer();
    await settle();
    expect(box.getSnapshot()).toEqual({
      waiting: [{ activity: "a", change: { title: "One" }, refused: "It has begun." }],
      saving: { step: "refused", why: "It has begun." },
    });
  });

  test("may be tried again, or given up", async () => {
    const box = outbox();
    box.change("a", { title: "One" });
    sent[0]?.fail("It has begun.");
    await settle();
    box.retry();
    expect(sent).toHaveLength(2);
    sent[1]?.fail("It has begun.");
    await settle();
    box.discard();
    expect(box.getSnapshot()).toEqual({ waiting: [], saving: { step: "saved" } });
  });

  test("typing on tries again with all of it", async () => {
    const box = outbox();
    box.change("a", { title: "One" });
    sent[0]?.fail("Too long.");
    await settle();
    box.change("a", { title: "On" });
    expect(sent[1]?.waiting).toEqual({ activity: "a", change: { title: "On" } });
  });
});

test("what waits shows as if it were taken, also on a newer copy", () => {
  const agenda = ["a", "b", "c"].map((id) => testActivity({ id, title: id }));
  const shown = withWaiting(agenda, [
    { activity: "c", change: { before: "a" } },
    { activity: "a", change: { title: "First" } },
    { activity: "gone", change: { title: "Nothing" } },
  ]);
  expect(shown.map(({ id, title }) => [id, title])).toEqual([
    ["c", "c"],
    ["a", "First"],
    ["b", "b"],
  ]);
});
