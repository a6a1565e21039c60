import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type BallotDraft, BallotSaver } from "./BallotSaver";
import { addDot } from "./ballot";

const away = new Error("away");
const closed = new Error("closed");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that answers when it is told to. */
function make() {
  const sent: BallotDraft[] = [];
  const waiting: { resolve(): void; reject(error: unknown): void }[] = [];
  const saver = new BallotSaver({
    saved: { choices: {}, comment: "" },
    put: (draft) => {
      sent.push(draft);
      return new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
    },
    mayRetry: (error) => error === away,
    pause: 100,
    again: 1000,
  });
  const dot = (option: string) =>
    saver.edit((draft) => ({ ...draft, choices: addDot(draft.choices, option, { budget: 5 }) }));
  const answer = async (error?: unknown) => {
    const next = waiting.shift();
    if (error) next?.reject(error);
    else next?.resolve();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { saver, sent, dot, answer, step: () => saver.getSnapshot().state.step };
}

test("quick presses go as one, and say saved only once the server has them", async () => {
  const { sent, dot, answer, step } = make();
  dot("a");
  dot("a");
  expect(step()).toBe("saving");
  await vi.advanceTimersByTimeAsync(100);
  expect(sent.map(({ choices }) => choices)).toEqual([{ a: 2 }]);
  expect(step()).toBe("saving");
  await answer();
  expect(step()).toBe("saved");
});

test("an edit while one is on its way goes after it, and the last one wins", async () => {
  const { sent, dot, answer, step } = make();
  dot("a");
  await vi.advanceTimersByTimeAsync(100);
  dot("b");
  await vi.advanceTimersByTimeAsync(500);
  expect(sent).toHaveLength(1);
  await answer();
  expect(step()).toBe("saving");
  expect(sent.at(-1)?.choices).toEqual({ a: 1, b: 1 });
  await answer();
  expect(step()).toBe("saved");
});

test("a server that is away gets the ballot as it is when it comes back", async () => {
  const { sent, dot, answer, step } = make();
  dot("a");
  await vi.advanceTimersByTimeAsync(100);
  await answer(away);
  expect(step()).toBe("waiting");
  dot("b");
  await vi.advanceTimersByTimeAsync(100);
  await answer(away);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent.at(-1)?.choices).toEqual({ a: 1, b: 1 });
  await answer();
  expect(step()).toBe("saved");
});

test("what the server refuses is not sent again, and is not called saved", async () => {
  const { saver, sent, dot, answer } = make();
  dot("a");
  await vi.advanceTimersByTimeAsync(100);
  await answer(closed);
  expect(saver.getSnapshot().state).toEqual({ step: "refused", reason: closed });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
});

test("edits that come back to what is saved need no request", async () => {
  const { saver, sent, dot, step } = make();
  dot("a");
  saver.edit(() => ({ choices: {}, comment: "" }));
  await vi.advanceTimersByTimeAsync(100);
  expect(sent).toHaveLength(0);
  expect(step()).toBe("saved");
});

test("a fetched ballot never overwrites an edit that is not saved yet", async () => {
  const { saver, dot } = make();
  dot("a");
  saver.heard({ choices: { b: 5 }, comment: "" });
  expect(saver.getSnapshot().draft.choices).toEqual({ a: 1 });
});

test("a ballot that was filled in elsewhere shows where nothing is unsaved", () => {
  const { saver } = make();
  saver.heard({ choices: { b: 5 }, comment: "why" });
  expect(saver.getSnapshot().draft).toEqual({ choices: { b: 5 }, comment: "why" });
});
