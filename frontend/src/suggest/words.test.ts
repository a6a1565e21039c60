import { expect, test } from "vitest";
import { testPlan } from "@/board/testPlan";
import { testSuggestion } from "./testSuggestion";
import { changeName, outcome, placeText, quoted, suggestions } from "./words";

const plan = testPlan([
  { id: "towns", title: "Reach every town" },
  { id: "riders", title: "Hear the riders", under: "towns" },
]);

test("a change is named by what it changes", () => {
  expect(changeName({ kind: "title", title: "x" })).toBe("Title");
  expect(changeName({ kind: "body", body: { type: "doc", content: [] } })).toBe("Notes");
  expect(changeName({ kind: "new", parent: null, item_kind: "goal", title: "x" })).toBe("New goal");
  expect(changeName({ kind: "colour" } as never)).toBe("Change");
});

test("a place is said in words, also one that is gone", () => {
  expect(placeText(plan, null, null)).toBe("At the top of the plan, last");
  expect(placeText(plan, null, "towns")).toBe("At the top of the plan, before “Reach every town”");
  expect(placeText(plan, "towns", "riders")).toBe(
    "Below “Reach every town”, before “Hear the riders”",
  );
  expect(placeText(plan, "towns", "gone")).toBe("Below “Reach every town”");
  expect(placeText(plan, "gone", null)).toBe(
    "Below an item that is not in the plan any more, last",
  );
});

test("a decision names both people", () => {
  const ada = { id: "ada", name: "Ada", color: "", guest: false };
  const decided = { by: ada, at: "2026-01-05T10:00:00Z", reason: "" };
  const accepted = testSuggestion({ state: "accepted", decided });
  expect(outcome(accepted, "eve")).toBe("Suggested by Cy, accepted by Ada");
  expect(outcome(accepted, "ada")).toBe("Suggested by Cy, accepted by you");
  expect(outcome(accepted, "cy")).toBe("Suggested by you, accepted by Ada");
  expect(outcome(testSuggestion({ state: "declined", decided }), "eve")).toBe(
    "Suggested by Cy, declined by Ada",
  );
  expect(outcome(testSuggestion({ state: "withdrawn" }), "cy")).toBe("Withdrawn by you");
  expect(outcome(testSuggestion(), "eve")).toBe("Suggested by Cy");
});

test("numbers and titles", () => {
  expect(suggestions(1)).toBe("1 suggestion");
  expect(suggestions(2)).toBe("2 suggestions");
  expect(quoted("  Buses ")).toBe("“Buses”");
  expect(quoted(undefined)).toBe("“Untitled”");
});
