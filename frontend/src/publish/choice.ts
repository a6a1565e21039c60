import type { Item } from "@/plan/types";
import type { Publication, PublicationWish } from "./api";

/** What an owner chooses to show. */
export type Choice = Required<Omit<PublicationWish, "address">>;

/** As little as can be: the whole plan, of what is more than a draft, without a name. */
export const LEAST: Choice = {
  item: null,
  owners: false,
  drafts: false,
  decisions: false,
  downloads: false,
  indexed: false,
};

export function choiceOf(publication: Publication): Choice {
  const { item, owners, drafts, decisions, downloads, indexed } = publication;
  return { item, owners, drafts, decisions, downloads, indexed };
}

export interface OpenPlan {
  items: ReadonlyMap<string, Item>;
  roots: readonly string[];
}

export interface Part {
  value: string;
  label: string;
}

export const WHOLE = "";

/** What can be published: the whole plan, or what is from one item down; in the plan's order. */
export function partsOf(plan: OpenPlan | undefined, chosen: string | null): Part[] {
  const parts: Part[] = [{ value: WHOLE, label: "The whole plan" }];
  const todo = plan ? [...plan.roots].reverse() : [];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const item = plan?.items.get(id);
    if (!item) continue;
    if (item.children.length > 0 || id === chosen) {
      parts.push({ value: id, label: `From “${item.title.trim() || "Untitled"}” down` });
    }
    todo.push(...[...item.children].reverse());
  }
  if (chosen !== null && !parts.some(({ value }) => value === chosen)) {
    parts.push({ value: chosen, label: plan ? "A part that is not there now" : "One part of it" });
  }
  return parts;
}

/** How much of the plan is shown, in words. */
export function shownWords({ shown, items, drafts }: Publication): string {
  if (items === 0) return "The plan has no items yet.";
  if (shown === items) return items === 1 ? "Shows its one item." : `Shows all ${items} items.`;
  const rest = `Shows ${shown} of ${items} items`;
  return drafts ? `${rest}.` : `${rest}; drafts are left out.`;
}
