import { count } from "@/item/words";
import type { Plan } from "@/plan/types";
import { kindName } from "@/ui";
import type { Change, ChangeKind, Suggestion } from "./types";

/** What people read of suggestions. */

export const kindNames: Record<ChangeKind, string> = {
  title: "Title",
  body: "Notes",
  status: "Status",
  parent: "Place",
  new: "New item",
};

/** What a suggestion would change, in a word or two. */
export function changeName(change: Change): string {
  if (change.kind === "new") return `New ${kindName(change.item_kind).toLowerCase()}`;
  // A newer service may know more kinds.
  return kindNames[change.kind] ?? "Change";
}

export function suggestions(number: number): string {
  return count(number, "suggestion");
}

/** A title between quotes, as it stands in a sentence. */
export function quoted(title: string | undefined): string {
  return `“${title?.trim() || "Untitled"}”`;
}

/** Where something stands or would stand: “Below “Run on time”, before “Fewer breakdowns””. */
export function placeText(
  plan: Pick<Plan, "items">,
  parent: string | null,
  before: string | null,
): string {
  const above = parent === null ? undefined : plan.items.get(parent);
  const place =
    parent === null
      ? "At the top of the plan"
      : above
        ? `Below ${quoted(above.title)}`
        : "Below an item that is not in the plan any more";
  if (before === null) return `${place}, last`;
  const next = plan.items.get(before);
  return next ? `${place}, before ${quoted(next.title)}` : place;
}

/** What became of a suggestion, and who said so; with the author's name both are told. */
export function outcome({ state, decided, author }: Suggestion, me: string): string {
  const by = decided === null ? null : decided.by.id === me ? "you" : decided.by.name;
  const whose = author.id === me ? "you" : author.name;
  switch (state) {
    case "accepted":
      return by === null ? "Accepted" : `Suggested by ${whose}, accepted by ${by}`;
    case "declined":
      return by === null ? "Declined" : `Suggested by ${whose}, declined by ${by}`;
    case "withdrawn":
      return `Withdrawn by ${whose}`;
    default:
      return `Suggested by ${whose}`;
  }
}
