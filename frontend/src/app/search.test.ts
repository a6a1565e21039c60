import { describe, expect, test } from "vitest";
import { boardSearch, homeSearch, safeNext, signInSearch } from "./search";

describe("where one goes on to after signing in", () => {
  test.each(["/boards/b1?view=columns&item=i1", "/join/abc", "/account#password"])(
    "%s is a place of this app",
    (next) => {
      expect(safeNext(next)).toBe(next);
    },
  );

  test.each([
    undefined,
    "",
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "javascript:alert(1)",
    "/sign-in?next=/account",
    "/sign-up",
    "//",
  ])("%s is none: home", (next) => {
    expect(safeNext(next)).toBe("/");
  });

  test("an unsafe place is not carried along", () => {
    expect(signInSearch({ next: "//elsewhere.example" })).toMatchObject({ next: undefined });
    expect(signInSearch({ next: "/join/abc" })).toMatchObject({ next: "/join/abc" });
  });
});

test("a board's address names what is open on it, and nothing else", () => {
  expect(boardSearch({ view: "columns", item: "i1", thread: "t1", x: "y" })).toEqual({
    view: "columns",
    item: "i1",
    thread: "t1",
  });
  expect(boardSearch({ thread: "t1", reply: 1, suggestion: "s1" })).toEqual({
    thread: "t1",
    reply: true,
    suggestion: "s1",
  });
  expect(boardSearch({ view: "canvas", item: 42 })).toEqual({ view: undefined, item: "42" });
});

test("home's address names a workspace and whether the archive is shown", () => {
  expect(homeSearch({ workspace: "w1", archived: true })).toEqual({
    workspace: "w1",
    archived: true,
  });
  expect(homeSearch({ archived: "no" })).toEqual({ workspace: undefined, archived: undefined });
});
