import { expect, test, vi } from "vitest";
import { Talk } from "./Talk";
import { ada, thread } from "./testThreads";

const anchor = { start: "AA==", end: "AA==" };

test("rows learn how many threads are open, and only of those", () => {
  const talk = new Talk();
  const resolved = { by: ada, at: "2030-01-01T00:00:00Z" };
  talk.show([
    thread("a", { item: "i1" }),
    thread("b", { item: "i1" }),
    thread("c", { item: "i1", resolved }),
    thread("d"),
  ]);
  expect([talk.total(), talk.openOn("i1"), talk.openOn(null), talk.openOn("i2")]).toEqual([
    3, 2, 1, 0,
  ]);
});

test("words are marked while their thread is open, or looked at", () => {
  const talk = new Talk();
  const resolved = { by: ada, at: "2030-01-01T00:00:00Z" };
  const told = vi.fn();
  talk.subscribe(told);
  talk.show([
    thread("a", { item: "i1", field: "title", anchor, quote: "x" }),
    thread("b", { item: "i1", field: "body", anchor, resolved }),
  ]);
  const marks = talk.marksIn("i1", "title");
  expect(marks).toEqual([{ thread: "a", anchor, quote: "x", active: false }]);
  expect(talk.marksIn("i1", "body")).toEqual([]);
  talk.activate("b");
  expect(talk.marksIn("i1", "body")).toMatchObject([{ thread: "b", active: true }]);
  // What did not change is the same, so that nobody draws it anew.
  expect(talk.marksIn("i1", "title")).toBe(marks);
  expect(told).toHaveBeenCalledTimes(2);
});
