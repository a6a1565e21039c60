import type { Change, ChangedItem, Since } from "./types";

/** An answer of the service, for tests. */
export function testSince(parts: Partial<Since> = {}): Since {
  return {
    seen_at: "2027-05-18T09:00:00Z",
    seq: 20,
    people: ["ada", "bo"].map((id) => ({ id, name: id, color: "#4e68ce", guest: false })),
    items: [],
    plan: [],
    truncated: false,
    ...parts,
  };
}

export function testChange(
  what: Change["what"],
  people: string[] = ["ada"],
  parts: Partial<Change> = {},
): Change {
  return { what, people, at: "2027-05-19T09:00:00Z", before: null, after: null, ...parts };
}

export function testItem(
  item: string,
  changes: Change[],
  parts: Partial<ChangedItem> = {},
): ChangedItem {
  return { item, title: item, kind: "goal", parent: null, gone: false, changes, ...parts };
}
