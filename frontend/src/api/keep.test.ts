// @vitest-environment happy-dom
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import { restoreAnswers, writeAnswers } from "./keep";
import { keys } from "./keys";

beforeEach(() => localStorage.clear());

function kept(fill: (queries: QueryClient) => void): QueryClient {
  const before = new QueryClient();
  fill(before);
  writeAnswers(before, localStorage);
  return new QueryClient();
}

test("the next visit starts with the answers of this one, as old as they are", () => {
  const at = Date.now() - 60_000;
  const next = kept((queries) =>
    queries.setQueryData(keys.boards, [{ id: "a" }], { updatedAt: at }),
  );
  restoreAnswers(next, localStorage);
  expect(next.getQueryData(keys.boards)).toEqual([{ id: "a" }]);
  expect(next.getQueryState(keys.boards)?.dataUpdatedAt).toBe(at);
});

test("invite links, which are secrets, are never kept", () => {
  const next = kept((queries) => {
    queries.setQueryData(keys.invites("b"), [{ token: "secret" }]);
    queries.setQueryData(keys.invite("secret"), { board_title: "x" });
  });
  restoreAnswers(next, localStorage);
  expect(next.getQueryCache().getAll()).toEqual([]);
  expect(JSON.stringify({ ...localStorage })).not.toContain("secret");
});

test("what is suggested on a board is not kept", () => {
  const next = kept((queries) => queries.setQueryData(["board", "b", "suggestions", "open"], []));
  restoreAnswers(next, localStorage);
  expect(next.getQueryCache().getAll()).toEqual([]);
});

test("answers of long ago and what cannot be read are left alone", () => {
  const next = kept((queries) => queries.setQueryData(keys.me, null));
  restoreAnswers(next, localStorage, Date.now() + 31 * 24 * 60 * 60 * 1000);
  expect(next.getQueryCache().getAll()).toEqual([]);
  localStorage.setItem("planhall-answers", "{");
  expect(() => restoreAnswers(next, localStorage)).not.toThrow();
});
