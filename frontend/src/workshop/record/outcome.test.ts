import { expect, test } from "vitest";
import { hasOutcome, ideasByGroup } from "./outcome";

const idea = (text: string, cluster: string | null = null) => ({ text, author: null, cluster });
const cluster = (id: string, item: string | null = null) => ({ id, title: id, notes: ["n"], item });

test("ideas stand in their groups; what is in none, or in one that is gone, comes last", () => {
  const groups = ideasByGroup({
    ideas: [
      idea("loose"),
      idea("bus", "Transport"),
      idea("lost", "gone"),
      idea("tram", "Transport"),
    ],
    clusters: [cluster("Transport", "goal-1"), cluster("Empty")],
  });
  expect(
    groups.map(({ title, item, ideas }) => [title, item, ideas.map(({ text }) => text)]),
  ).toEqual([
    ["Transport", "goal-1", ["bus", "tram"]],
    [null, null, ["loose", "lost"]],
  ]);
});

test("an activity that left nothing has no outcome to show", () => {
  expect(hasOutcome({ ideas: [], clusters: [], result: null })).toBe(false);
  expect(hasOutcome({ ideas: [idea("bus")], clusters: [], result: null })).toBe(true);
});
