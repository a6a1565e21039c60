import { expect, test } from "vitest";
import type { VoteResult } from "../../types";
import { type DecisionForm, draftOf, missing, suggested } from "./draft";

const result: VoteResult = {
  method: "dots",
  options: [
    { id: "a", title: "Price", item: null, score: 4, counts: { dots: 4, voters: 2 }, rank: 1 },
    { id: "b", title: "Speed", item: null, score: 1, counts: { dots: 1, voters: 1 }, rank: 2 },
  ],
  ballots: 3,
  eligible: 4,
  comments: ["Think of the small shops"],
};

test("a decision starts from what came first", () => {
  const form = suggested({ title: "What first?", result });
  expect(form.what).toBe("Price");
  expect(form.why).toBe("“Price” comes first.");
  expect(form.dissent).toBe("");
});

test("where options are level, the group has to say", () => {
  const level = { ...result, options: result.options.map((one) => ({ ...one, rank: 1 })) };
  expect(suggested({ title: "What first?", result: level }).what).toBe("");
});

test("what spoke against it is kept as dissent", () => {
  const consent: VoteResult = { ...result, method: "consent" };
  expect(suggested({ title: "Move?", result: consent }).dissent).toBe("Think of the small shops");
});

const form: DecisionForm = {
  id: "d1",
  title: " Price ",
  what: "Lower it ",
  why: "",
  who: ["Ada", " "],
  dissent: "",
  actions: [
    { title: "Ask the shops", owner: "p1", due: "2026-03-01" },
    { title: "Write it up", owner: "Somebody new", due: "" },
    { title: " ", owner: "", due: "" },
  ],
};

test("the draft leaves out what is empty, and tells people of the board from names", () => {
  expect(draftOf(form, "a1", (owner) => owner === "p1")).toEqual({
    id: "d1",
    activity: "a1",
    title: "Price",
    what: "Lower it",
    why: "",
    who: ["Ada"],
    dissent: "",
    actions: [
      { title: "Ask the shops", owner: "p1", owner_name: null, due: "2026-03-01" },
      { title: "Write it up", owner: null, owner_name: "Somebody new", due: null },
    ],
  });
});

test("an action with an owner or a date, and no words, is not dropped in silence", () => {
  const actions = [{ title: "", owner: "p1", due: "2026-03-01" }];
  expect(missing({ ...form, actions })?.message).toMatch(/action 1/);
  expect(missing({ ...form, actions: [{ title: "", owner: "", due: "" }] })).toBeNull();
});

test("a decision needs a title and what was decided", () => {
  expect(missing(form)).toBeNull();
  expect(missing({ ...form, title: " " })?.field).toBe("title");
  expect(missing({ ...form, what: "" })?.field).toBe("what");
});
