import { expect, test } from "vitest";
import { testChange, testItem, testSince } from "./testSince";
import { changeWords, sinceWords, summary } from "./words";

const now = new Date(2027, 4, 20, 15, 0, 0);

test.each([
  [new Date(2027, 4, 20, 9, 5), "since 09:05"],
  [new Date(2027, 4, 19, 23, 50), "since yesterday"],
  [new Date(2027, 4, 18, 16, 0), "since Tuesday"],
  [new Date(2027, 4, 14, 9, 0), "since Friday"],
  [new Date(2027, 4, 13, 9, 0), "since 13 May"],
  [new Date(2026, 4, 13, 9, 0), "since 13 May 2026"],
])("a visit at %s is told as %s", (date, words) => {
  expect(sinceWords(date, now, "en-GB")).toBe(words);
});

test("the summary says how much changed, by whom, since when", () => {
  const seen_at = new Date(2027, 4, 18, 16, 0).toISOString();
  const items = [testItem("one", [testChange("title"), testChange("due")])];
  const say = (parts: Parameters<typeof testSince>[0]) =>
    summary(testSince({ seen_at, items, ...parts }), now, "en-GB");
  const [ada] = testSince().people;
  expect(say({})).toBe("2 changes by 2 people since Tuesday");
  expect(say({ people: ada ? [ada] : [] })).toBe("2 changes by ada since Tuesday");
  expect(say({ people: [], truncated: true })).toBe("At least 2 changes since Tuesday");
  expect(say({ items: [], plan: [testChange("title")] })).toBe(
    "1 change by 2 people since Tuesday",
  );
});

test("words of the vocabulary are told as people read them", () => {
  const status = testChange("status", [], { before: "draft", after: "in_progress" });
  expect(changeWords(status)).toEqual({ label: "Status", before: "Draft", after: "In progress" });
  const kind = testChange("kind", [], { before: "idea", after: "goal" });
  expect(changeWords(kind)).toEqual({ label: "Kind", before: "Idea", after: "Goal" });
});

test("a move says from where and to where; among the same siblings, only that it is one", () => {
  const up = testChange("moved", [], { before: "Run on time", after: null });
  expect(changeWords(up)).toEqual({
    label: "Moved",
    before: "Under Run on time",
    after: "Top of the plan",
  });
  expect(changeWords(testChange("moved"))).toEqual({
    label: "Moved up or down",
    before: null,
    after: null,
  });
  const under = testChange("moved", [], { before: "", after: "Goal" });
  expect(changeWords(under).before).toBe("Under Untitled");
});

test("notes of which only the form changed are shown once", () => {
  const same = testChange("body", [], { before: "As it was", after: "As it was" });
  expect(changeWords(same)).toEqual({
    label: "Notes: their form",
    before: null,
    after: "As it was",
  });
});

test.each([
  [null, "Riders", "Stakeholder group added"],
  ["Riders", null, "Stakeholder group removed"],
  ["Riders", "Passengers", "Stakeholder group renamed"],
  ["Riders", "Riders", "Stakeholder group changed"],
])("a group of the plan from %s to %s is told as: %s", (before, after, label) => {
  const change = testChange("stakeholders", [], { before, after });
  expect(changeWords(change, true).label).toBe(label);
  expect(changeWords(change).label).toBe("Stakeholder groups");
});
