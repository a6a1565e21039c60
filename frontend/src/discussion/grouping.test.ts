import { describe, expect, test } from "vitest";
import type { Item, Plan } from "@/plan/types";
import { fits, inOrder } from "./grouping";
import { ada, bo, comment, thread } from "./testThreads";

function plan(children: Record<string, string[]>, roots: string[]): Plan {
  const items = new Map<string, Item>();
  for (const [id, below] of Object.entries(children)) {
    items.set(id, { id, children: below } as unknown as Item);
  }
  return { items, roots, deleted: [], stakeholders: [], channels: [] } as unknown as Plan;
}

const none = () => null;

describe("threads in order", () => {
  const goals = plan({ g1: ["o1"], o1: [], g2: [] }, ["g2", "g1"]);

  test("follow the plan: the board first, then as one reads, what is gone last", () => {
    const threads = ["o1", "gone", "g1", null, "g2"].map((item, at) => thread(`t${at}`, { item }));
    const groups = inOrder(threads, goals, none);
    expect(groups.map(({ item }) => item)).toEqual([null, "g2", "g1", "o1", "gone"]);
    expect(groups.map(({ here }) => here)).toEqual([true, true, true, true, false]);
  });

  test("follow the words on one item: title, notes, the whole", () => {
    const at: Record<string, number | null> = { late: 20, early: 3, lost: null };
    const threads = [
      thread("whole", { item: "g1", created_at: "2029-01-01T00:00:00Z" }),
      thread("lost", { item: "g1", field: "body" }),
      thread("late", { item: "g1", field: "body" }),
      thread("early", { item: "g1", field: "body" }),
      thread("title", { item: "g1", field: "title" }),
    ];
    const [group] = inOrder(threads, goals, ({ id }) => at[id] ?? null);
    expect(group?.threads.map(({ id }) => id)).toEqual(["title", "early", "late", "lost", "whole"]);
  });

  test("at one place come by age", () => {
    const threads = [
      thread("new", { item: "g1", created_at: "2030-02-01T00:00:00Z" }),
      thread("old", { item: "g1", created_at: "2030-01-01T00:00:00Z" }),
    ];
    const [group] = inOrder(threads, goals, none);
    expect(group?.threads.map(({ id }) => id)).toEqual(["old", "new"]);
  });
});

test("filters tell open from resolved, and one's own from others'", () => {
  const open = thread("a");
  const resolved = thread("b", { resolved: { by: ada, at: "2030-01-01T00:00:00Z" } });
  expect([fits(open, "open", "x"), fits(open, "resolved", "x")]).toEqual([true, false]);
  expect([fits(resolved, "open", "x"), fits(resolved, "resolved", "x")]).toEqual([false, true]);
  expect([fits(open, "mine", ada.id), fits(open, "mine", bo.id)]).toEqual([true, false]);
  const named = thread("c", {
    comments: [comment("c1", { mentions: [{ kind: "person", id: bo.id, label: "Bo" }] })],
  });
  expect(fits(named, "mine", bo.id)).toBe(true);
});
