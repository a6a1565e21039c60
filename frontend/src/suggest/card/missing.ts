import { useItem } from "@/session";
import type { Suggestion } from "../types";

/** Why a suggestion cannot be accepted as the plan is now, or null. */
export function useMissing({ item: id, change }: Suggestion): string | null {
  const item = useItem(id);
  const parentId = change.kind === "parent" || change.kind === "new" ? change.parent : null;
  const parent = useItem(parentId);
  if (id !== null && !item) {
    return "This item is not in the plan any more. Restore it from the bin to accept this.";
  }
  if (parentId !== null && !parent) {
    return "The item below which it would stand is not in the plan any more.";
  }
  return null;
}
