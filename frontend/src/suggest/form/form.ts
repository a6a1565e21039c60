import { childKind } from "@/plan/kinds";
import type { Plan } from "@/plan/types";
import { sameBody } from "../body";
import type { Now, Spot } from "../compare";
import { type Change, type ChangeKind, type DocJson, MAX_TITLE } from "../types";

/** What one has put down so far; what was not touched is as it is in the plan. */
export interface Form {
  /** Of the suggestion that it becomes: sent twice, it is still one. */
  id: string;
  kind: ChangeKind;
  note: string;
  title?: string;
  body?: DocJson;
  status?: string;
  place?: Spot;
  fresh: Fresh;
}

/** Something new: where it goes, and what it says. */
export interface Fresh {
  parent: string | null;
  /** Not chosen: what usually stands there. */
  kind?: string;
  title: string;
  body?: DocJson;
}

export function emptyForm(id: string, kind: ChangeKind, item: string | null): Form {
  return { id, kind, note: "", fresh: { parent: item, title: "" } };
}

/** Whether there is anything in it that would be missed. */
export function isTouched({ note, title, body, status, place, fresh }: Form): boolean {
  return Boolean(
    note.trim() ||
      title !== undefined ||
      body ||
      status !== undefined ||
      place ||
      fresh.title.trim() ||
      fresh.body,
  );
}

/** What usually stands below an item: what its children are, or what follows from its kind. */
export function usualKind(plan: Pick<Plan, "items">, parent: string | null): string {
  const above = parent === null ? undefined : plan.items.get(parent);
  const last = above?.children.at(-1);
  return (last && plan.items.get(last)?.kind) || childKind(above?.kind ?? null);
}

/** The change that a form asks for, or why it cannot be sent as it is. */
export function changeOf(
  form: Form,
  now: Now | null,
  plan: Pick<Plan, "items">,
): { change: Change } | { problem: string } {
  if (form.kind === "new") return newChange(form.fresh, plan);
  if (!now) return { problem: "This item is not in the plan any more." };
  switch (form.kind) {
    case "title": {
      const title = asLine(form.title ?? now.title);
      if (title === asLine(now.title)) return { problem: "Write the title as you would have it." };
      const problem = titleProblem(title);
      return problem === null ? { change: { kind: "title", title } } : { problem };
    }
    case "body": {
      const body = form.body;
      if (!body || sameBody(body, now.body)) {
        return { problem: "Write the notes as you would have them." };
      }
      return { change: { kind: "body", body } };
    }
    case "status": {
      const status = form.status ?? now.status;
      if (status === now.status) return { problem: "Choose another status." };
      return { change: { kind: "status", status } };
    }
    case "parent": {
      const place = form.place;
      if (!place || (place.parent === now.parent && place.before === now.before)) {
        return { problem: "Choose another place." };
      }
      return { change: { kind: "parent", ...place } };
    }
  }
}

function newChange(
  fresh: Fresh,
  plan: Pick<Plan, "items">,
): { change: Change } | { problem: string } {
  const { parent, body } = fresh;
  const title = asLine(fresh.title);
  if (parent !== null && !plan.items.has(parent)) {
    return { problem: "What it would stand below is not in the plan any more." };
  }
  const problem = titleProblem(title);
  if (problem !== null) return { problem };
  const written = body && !sameBody(body, null) ? { body } : {};
  const item_kind = fresh.kind ?? usualKind(plan, parent);
  return { change: { kind: "new", parent, item_kind, title, ...written } };
}

function titleProblem(title: string): string | null {
  if (title === "") return "Write a title.";
  return Array.from(title).length > MAX_TITLE
    ? `A title has at most ${MAX_TITLE} letters. Notes have room for more.`
    : null;
}

function asLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Where an item may go: every item but itself and what is below it, in the order of the plan. */
export function parentsFor(
  plan: Pick<Plan, "items" | "roots">,
  item: string | null,
): { id: string; depth: number }[] {
  const found: { id: string; depth: number }[] = [];
  const stack = plan.roots.toReversed().map((id) => ({ id, depth: 0 }));
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (at.id === item) continue;
    found.push(at);
    const { depth } = at;
    for (const id of plan.items.get(at.id)?.children.toReversed() ?? []) {
      stack.push({ id, depth: depth + 1 });
    }
  }
  return found;
}

/** The items that stand below another one (null: at the top), without the one to be moved. */
export function siblingsAt(
  plan: Pick<Plan, "items" | "roots">,
  parent: string | null,
  item: string | null,
): string[] {
  const all = parent === null ? plan.roots : (plan.items.get(parent)?.children ?? []);
  return all.filter((id) => id !== item);
}

/** What is known of an item to compare with. */
export function nowOf(
  plan: Pick<Plan, "items" | "roots">,
  id: string | null,
  body: DocJson | null,
): Now | null {
  const item = id === null ? undefined : plan.items.get(id);
  if (!item) return null;
  const siblings =
    item.parent === null ? plan.roots : (plan.items.get(item.parent)?.children ?? []);
  return {
    title: item.title,
    body,
    status: item.status,
    parent: item.parent,
    before: siblings[siblings.indexOf(item.id) + 1] ?? null,
  };
}
