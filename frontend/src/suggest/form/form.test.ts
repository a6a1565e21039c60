import { expect, test } from "vitest";
import { testPlan } from "@/board/testPlan";
import type { DocJson } from "../types";
import {
  changeOf,
  emptyForm,
  type Form,
  isTouched,
  nowOf,
  parentsFor,
  siblingsAt,
  usualKind,
} from "./form";

const plan = testPlan([
  { id: "towns", title: "Reach every town", kind: "goal" },
  { id: "riders", title: "Hear the riders", kind: "objective", under: "towns" },
  { id: "ask", title: "Ask them", kind: "strategy", under: "riders" },
  { id: "count", title: "Count them", kind: "objective", under: "towns" },
  { id: "time", title: "Run on time", kind: "goal" },
]);
const doc = (words: string): DocJson => ({
  type: "doc",
  content: [{ type: "paragraph", content: words ? [{ type: "text", text: words }] : [] }],
});
const now = nowOf(plan, "riders", doc("On the platform."));
const form = (given: Partial<Form>): Form => ({
  ...emptyForm("s1", "title", "riders"),
  ...given,
});
const problem = (given: Partial<Form>, at = now) => {
  const result = changeOf(form(given), at, plan);
  return "problem" in result ? result.problem : null;
};

test("what is there now is what a form starts from", () => {
  expect(now).toEqual({
    title: "Hear the riders",
    body: doc("On the platform."),
    status: "draft",
    parent: "towns",
    before: "count",
  });
  expect(nowOf(plan, "time", null)).toMatchObject({ parent: null, before: null });
  expect(nowOf(plan, "gone", null)).toBeNull();
  expect(nowOf(plan, null, null)).toBeNull();
});

test("a title is one line, and another one", () => {
  expect(changeOf(form({ title: "  Hear\n all riders " }), now, plan)).toEqual({
    change: { kind: "title", title: "Hear all riders" },
  });
  expect(problem({})).toMatch(/as you would have it/);
  expect(problem({ title: "Hear the riders " })).toMatch(/as you would have it/);
  expect(problem({ title: "  " })).toBe("Write a title.");
  expect(problem({ title: "é".repeat(201) })).toMatch(/at most 200 letters/);
  expect(problem({ title: "🎉".repeat(200) })).toBeNull();
});

test("notes are other notes", () => {
  expect(problem({ kind: "body" })).toMatch(/as you would have them/);
  expect(problem({ kind: "body", body: doc("On the platform.") })).toMatch(/as you would/);
  expect(changeOf(form({ kind: "body", body: doc("On the bus.") }), now, plan)).toEqual({
    change: { kind: "body", body: doc("On the bus.") },
  });
});

test("a status and a place are other ones", () => {
  expect(problem({ kind: "status", status: "draft" })).toBe("Choose another status.");
  expect(changeOf(form({ kind: "status", status: "done" }), now, plan)).toEqual({
    change: { kind: "status", status: "done" },
  });
  expect(problem({ kind: "parent" })).toBe("Choose another place.");
  expect(problem({ kind: "parent", place: { parent: "towns", before: "count" } })).toBe(
    "Choose another place.",
  );
  expect(
    changeOf(form({ kind: "parent", place: { parent: "time", before: null } }), now, plan),
  ).toEqual({ change: { kind: "parent", parent: "time", before: null } });
});

test("an item that went away meanwhile cannot be changed", () => {
  expect(problem({ title: "Something" }, null)).toBe("This item is not in the plan any more.");
});

test("something new is of the kind that usually stands there, unless one is chosen", () => {
  const fresh = { parent: "towns", title: " Serve the villages " };
  expect(changeOf(form({ kind: "new", fresh }), null, plan)).toEqual({
    change: { kind: "new", parent: "towns", item_kind: "objective", title: "Serve the villages" },
  });
  const written = { ...fresh, kind: "idea", body: doc("By van.") };
  expect(changeOf(form({ kind: "new", fresh: written }), null, plan)).toMatchObject({
    change: { item_kind: "idea", body: doc("By van.") },
  });
  const empty = changeOf(form({ kind: "new", fresh: { ...fresh, body: doc("") } }), null, plan);
  expect("change" in empty && "body" in empty.change).toBe(false);
  expect(problem({ kind: "new", fresh: { parent: null, title: "" } })).toBe("Write a title.");
  expect(problem({ kind: "new", fresh: { parent: "gone", title: "x" } })).toMatch(
    /not in the plan/,
  );
  expect(usualKind(plan, null)).toBe("goal");
  expect(usualKind(plan, "ask")).toBe("action");
});

test("an item goes below any other, but not below itself", () => {
  expect(parentsFor(plan, "riders")).toEqual([
    { id: "towns", depth: 0 },
    { id: "count", depth: 1 },
    { id: "time", depth: 0 },
  ]);
  expect(parentsFor(plan, null).map(({ id }) => id)).toEqual([
    "towns",
    "riders",
    "ask",
    "count",
    "time",
  ]);
  expect(siblingsAt(plan, "towns", "riders")).toEqual(["count"]);
  expect(siblingsAt(plan, null, "riders")).toEqual(["towns", "time"]);
});

test("a form is worth keeping once something is in it", () => {
  expect(isTouched(form({}))).toBe(false);
  expect(isTouched(form({ kind: "status" }))).toBe(false);
  expect(isTouched(form({ note: "Because" }))).toBe(true);
  expect(isTouched(form({ title: "" }))).toBe(true);
  expect(isTouched(form({ fresh: { parent: null, title: "x" } }))).toBe(true);
});
