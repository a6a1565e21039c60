import type { Form } from "./form";

/**
 * What somebody has begun to suggest, kept in this tab until it is sent: it outlives a reload, also
 * of a page without a connection, and is gone with the tab, as somebody else may use it next.
 */

interface Place {
  person: string;
  board: string;
}

const prefix = ({ person, board }: Place) => `planhall-suggestion ${person} ${board} `;
const TOP = "top";
const keyOf = (place: Place, item: string | null) => prefix(place) + (item ?? TOP);

export function readForm(place: Place, item: string | null): Form | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(place, item)) ?? "null");
    return isForm(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function writeForm(place: Place, item: string | null, form: Form): void {
  try {
    sessionStorage.setItem(keyOf(place, item), JSON.stringify(form));
  } catch {
    // Storage is full or closed: it is kept in the page only.
  }
}

export function dropForm(place: Place, item: string | null): void {
  try {
    sessionStorage.removeItem(keyOf(place, item));
  } catch {
    // Nothing was kept.
  }
}

/** The items (null: the top of the plan) for which something is kept. */
export function keptItems(place: Place): (string | null)[] {
  const start = prefix(place);
  try {
    return Object.keys(sessionStorage)
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(start.length))
      .map((item) => (item === TOP ? null : item));
  } catch {
    return [];
  }
}

function isForm(value: unknown): value is Form {
  if (typeof value !== "object" || value === null) return false;
  const { id, kind, note, fresh } = value as Partial<Form>;
  return (
    typeof id === "string" &&
    typeof kind === "string" &&
    typeof note === "string" &&
    typeof fresh?.title === "string"
  );
}
