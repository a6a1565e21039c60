import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { fileNameIn, rememberBoard } from "./boards";
import { keys } from "./keys";
import type { Board } from "./types";

test.each([
  ['attachment; filename="plan.xml"', "plan.xml"],
  ["attachment; filename=plan.xml", "plan.xml"],
  [
    "attachment; filename=\"x.xml\"; filename*=UTF-8''Plan%20f%C3%BCr%20alle.xml",
    "Plan für alle.xml",
  ],
  ['attachment; filename="a \\"b\\".xml"', 'a "b".xml'],
  ["attachment; filename=\"x.xml\"; filename*=UTF-8''%E0%A4%A", "x.xml"],
  ["inline", null],
  ["", null],
])("the file name in %s", (header, name) => {
  expect(fileNameIn(header)).toBe(name);
});

const board = (id: string, title: string) => ({ id, title }) as Board;

test("a board is shown as last told, in its place; a new one first", () => {
  const queries = new QueryClient();
  queries.setQueryData(keys.boards, [board("a", "A"), board("b", "B")]);
  rememberBoard(queries, board("b", "B2"));
  rememberBoard(queries, board("c", "C"));
  expect(queries.getQueryData<Board[]>(keys.boards)?.map(({ title }) => title)).toEqual([
    "C",
    "A",
    "B2",
  ]);
  expect(queries.getQueryData<Board>(keys.board("b"))?.title).toBe("B2");
});
