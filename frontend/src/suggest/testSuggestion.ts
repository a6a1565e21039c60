import type { Suggestion } from "./types";

/** A suggestion for tests: what is not said is as in one that was just made. */
export function testSuggestion(given: Partial<Suggestion> = {}): Suggestion {
  return {
    id: "s1",
    board: "b1",
    item: "i1",
    change: { kind: "title", title: "Reach every village" },
    base: { title: "Reach every town" },
    note: "",
    author: { id: "cy", name: "Cy", color: "#4e68ce", guest: false },
    created_at: "2026-01-05T09:00:00Z",
    state: "open",
    decided: null,
    result_item: null,
    ...given,
  };
}
