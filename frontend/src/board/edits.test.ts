import { beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { addItem } from "@/plan/change";
import { PlanStore } from "@/plan/store";
import type { BoardSession } from "@/session";
import * as edits from "./edits";

let doc: Y.Doc;
let session: BoardSession;
let steps: number;
const by = "p1";

beforeEach(() => {
  doc = new Y.Doc();
  steps = 0;
  session = {
    doc,
    plan: new PlanStore(doc),
    me: { id: by, name: "Ada", color: "#000000", guest: false },
    undo: { boundary: () => steps++ },
    canEdit: true,
    within: null,
    mayEdit: () => true,
    mayMove: () => true,
  } as unknown as BoardSession;
});

/** All is locked but an item and what is below it. */
function lockAllBut(part: string) {
  const mayEdit = (id: string) => session.plan.isWithin(id, part);
  session = {
    ...session,
    canEdit: false,
    within: part,
    mayEdit,
    mayMove: (id: string) => mayEdit(id) && id !== part,
  };
}

const plan = () => session.plan.getSnapshot();
const kind = (id: string) => plan().items.get(id)?.kind;
const parent = (id: string) => plan().items.get(id)?.parent;

describe("adding", () => {
  test("after and before: the same kind and parent, beside it", () => {
    const goal = addItem(doc, { kind: "goal", parent: null, by });
    const first = addItem(doc, { kind: "objective", parent: goal, by });
    const after = edits.addAfter(session, first);
    const before = edits.addBefore(session, first);
    expect(plan().items.get(goal)?.children).toEqual([before, first, after]);
    expect([kind(after), kind(before)]).toEqual(["objective", "objective"]);
  });

  test("below: the usual kind", () => {
    const goal = edits.addUnder(session, null);
    const objective = edits.addUnder(session, goal);
    const strategy = edits.addUnder(session, objective);
    expect([goal, objective, strategy].map(kind)).toEqual(["goal", "objective", "strategy"]);
    expect(kind(edits.addUnder(session, null, "mission"))).toBe("mission");
  });
});

describe("changing the level", () => {
  test("what is new takes the usual kind of its level, so that one can type top down", () => {
    const goal = edits.addUnder(session, null);
    const next = edits.addAfter(session, goal);
    expect(edits.indent(session, plan().roots, [next])).toBe(goal);
    expect([kind(next), parent(next)]).toEqual(["objective", goal]);
    expect(edits.outdent(session, [next])).toBe(true);
    expect([kind(next), parent(next)]).toEqual(["goal", null]);
    expect(plan().roots).toEqual([goal, next]);
  });

  test("an unusual kind stays, and so does what has something below it", () => {
    const goal = edits.addUnder(session, null);
    const idea = edits.addUnder(session, null, "idea");
    const big = edits.addUnder(session, null, "goal");
    edits.addUnder(session, big);
    edits.indent(session, plan().roots, [idea]);
    edits.indent(session, plan().roots, [big]);
    expect([kind(idea), kind(big)]).toEqual(["idea", "goal"]);
    expect([parent(idea), parent(big)]).toEqual([goal, goal]);
  });

  test("the first has nowhere to go, and neither has what is at the top", () => {
    const goal = edits.addUnder(session, null);
    expect(edits.indent(session, plan().roots, [goal])).toBeNull();
    expect(edits.outdent(session, [goal])).toBe(false);
  });
});

describe("moving", () => {
  test("up and down among what is shown, over what is not", () => {
    const [a, hidden, c] = [0, 1, 2].map(() => edits.addUnder(session, null)) as [
      string,
      string,
      string,
    ];
    expect(edits.shift(session, [a, c], [c], -1)).toBe(true);
    expect(plan().roots).toEqual([c, a, hidden]);
    expect(edits.shift(session, [c, a], [c], -1)).toBe(false);
    expect(edits.shift(session, [c, a], [c], 1)).toBe(true);
    expect(plan().roots).toEqual([a, c, hidden]);
  });

  test("a card takes the kind of its column, in one step", () => {
    const goal = edits.addUnder(session, null);
    const idea = edits.addUnder(session, null, "idea");
    let updates = 0;
    doc.on("update", () => updates++);
    expect(edits.moveCard(session, idea, "objective", { parent: goal })).toBe(true);
    expect([kind(idea), parent(idea), updates]).toEqual(["objective", goal, 1]);
    expect(edits.moveCard(session, goal, "action", { parent: idea })).toBe(false);
    expect(kind(goal)).toBe("goal");
  });

  test("each change is a step of undo of its own", () => {
    edits.addUnder(session, null);
    expect(steps).toBe(2);
  });
});

test("delete and restore several", () => {
  const goal = edits.addUnder(session, null);
  const objective = edits.addUnder(session, goal);
  const other = edits.addUnder(session, null);
  edits.remove(session, [goal, other]);
  expect(plan().items.size).toBe(0);
  edits.restore(session, [goal, other]);
  expect(plan().roots).toEqual([goal, other]);
  expect(parent(objective)).toBe(goal);
});

describe("where only a part is open", () => {
  let goal: string;
  let part: string;
  let inside: string;
  let beside: string;

  beforeEach(() => {
    goal = edits.addUnder(session, null, "goal");
    part = edits.addUnder(session, goal);
    inside = edits.addUnder(session, part);
    beside = edits.addAfter(session, part);
    lockAllBut(part);
  });

  test("what is added goes below the part", () => {
    const after = edits.addAfter(session, part);
    const before = edits.addBefore(session, part);
    const top = edits.addUnder(session, null, "idea");
    expect([after, before, top].map(parent)).toEqual([part, part, part]);
    expect(parent(edits.addAfter(session, inside))).toBe(part);
  });

  test("nothing moves in or out, and the part stays where it is", () => {
    expect(edits.moveTo(session, [inside], { parent: goal })).toBe(false);
    expect(edits.moveTo(session, [inside], { parent: null })).toBe(false);
    expect(edits.moveTo(session, [beside], { parent: part })).toBe(false);
    expect(edits.outdent(session, [inside])).toBe(false);
    expect(edits.shift(session, [part, beside], [part], 1)).toBe(false);
    expect(edits.indent(session, [part, beside], [beside])).toBe(null);
    const second = edits.addUnder(session, part);
    expect(edits.indent(session, [inside, second], [second])).toBe(inside);
    expect(edits.moveTo(session, [second], { parent: part, before: inside })).toBe(true);
  });

  test("only what is inside changes its kind or goes to the bin", () => {
    edits.retype(session, [goal, part, inside, beside], "idea");
    expect([goal, part, inside, beside].map(kind)).toEqual(["goal", "idea", "idea", "objective"]);
    edits.remove(session, [goal, part, inside, beside]);
    expect(plan().deleted.map(({ id }) => id)).toEqual([]);
    expect(plan().items.has(inside)).toBe(false);
    edits.restore(session, [inside]);
    expect(plan().items.has(inside)).toBe(true);
  });
});
