import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { testSuggestion } from "../testSuggestion";
import type { Suggestion } from "../types";
import { suggestionKeys } from "./keys";
import { rememberSuggestion } from "./remember";

const open = testSuggestion();
const declined = testSuggestion({
  state: "declined",
  decided: {
    by: { id: "ada", name: "Ada", color: "", guest: false },
    at: "2026-01-05T10:00:00Z",
    reason: "Not now",
  },
});

function cache(held: Partial<Record<"open" | "all", Suggestion[]>>) {
  const queries = new QueryClient();
  for (const state of ["open", "all"] as const) {
    if (held[state]) queries.setQueryData(suggestionKeys.list("b1", state), held[state]);
  }
  return {
    queries,
    list: (state: "open" | "all") =>
      queries.getQueryData<Suggestion[]>(suggestionKeys.list("b1", state)),
  };
}

test("a new one is added to the lists that are there", () => {
  const { queries, list } = cache({ open: [] });
  rememberSuggestion(queries, open);
  expect(list("open")).toEqual([open]);
  expect(list("all")).toBeUndefined();
});

test("a decision takes it out of the open ones and stays in the history", () => {
  const { queries, list } = cache({ open: [open], all: [open] });
  rememberSuggestion(queries, declined);
  expect(list("open")).toEqual([]);
  expect(list("all")).toEqual([declined]);
});

test("older news does not undo a decision", () => {
  const { queries, list } = cache({ open: [], all: [declined] });
  rememberSuggestion(queries, open);
  expect(list("open")).toEqual([]);
  expect(list("all")).toEqual([declined]);
});
