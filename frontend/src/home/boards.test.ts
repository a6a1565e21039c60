import { describe, expect, test } from "vitest";
import type { Board } from "@/api";
import { boardsOnHome, chooseWorkspace, matches } from "./boards";

function board(id: string, change: Partial<Board> = {}): Board {
  return {
    id,
    title: id,
    description: "",
    workspace: { id: "w1", name: "Council" },
    role: "editor",
    archived: false,
    locked: false,
    open_part: null,
    can_write: true,
    within: null,
    created_at: "2027-01-01T00:00:00Z",
    updated_at: "2027-01-01T00:00:00Z",
    opened_at: null,
    people: [],
    people_count: 1,
    items: 0,
    kinds: {},
    ...change,
  };
}

const place = {
  workspace: "w1",
  workspaces: [{ id: "w1" }, { id: "w2" }],
  archived: false,
  query: "",
};
const ids = (boards: readonly Board[]) => boards.map(({ id }) => id);

describe("home", () => {
  test("shows the workspace's boards, and apart those of no workspace of one's own", () => {
    const home = boardsOnHome(
      [
        board("here"),
        board("other", { workspace: { id: "w2", name: "Mine" } }),
        board("guest", { workspace: null }),
        board("theirs", { workspace: { id: "w9", name: "Theirs" } }),
      ],
      place,
    );
    expect(ids(home.own)).toEqual(["here"]);
    expect(ids(home.shared)).toEqual(["guest", "theirs"]);
  });

  test("puts the last opened first; a new one counts from when it was made", () => {
    const home = boardsOnHome(
      [
        board("old", { opened_at: "2027-02-01T00:00:00Z" }),
        board("new", { created_at: "2027-04-01T00:00:00Z" }),
        board("recent", { opened_at: "2027-03-01T00:00:00Z" }),
      ],
      place,
    );
    expect(ids(home.own)).toEqual(["new", "recent", "old"]);
  });

  test("keeps the archive apart, and says how many are there", () => {
    const boards = [board("live"), board("kept", { archived: true })];
    expect(boardsOnHome(boards, place)).toMatchObject({ own: [{ id: "live" }], elsewhere: 1 });
    expect(boardsOnHome(boards, { ...place, archived: true })).toMatchObject({
      own: [{ id: "kept" }],
      elsewhere: 1,
    });
  });

  test("of a guest, without a workspace, has shared boards alone", () => {
    const home = boardsOnHome([board("b", { workspace: null })], {
      ...place,
      workspace: null,
      workspaces: [],
    });
    expect(ids(home.shared)).toEqual(["b"]);
    expect(home.own).toEqual([]);
  });
});

test("a search finds all its words, whatever the accents and capitals", () => {
  const plan = board("b", { title: "Stratégie du Port", description: "Avec les habitants" });
  expect(matches(plan, "strategie HABITANTS")).toBe(true);
  expect(matches(plan, "council")).toBe(true);
  expect(matches(plan, "strategie budget")).toBe(false);
  expect(matches(plan, "  ")).toBe(true);
});

test("the workspace asked for, else the last shown, else the first", () => {
  const workspaces = ["a", "b"].map((id) => ({
    id,
    name: id,
    role: "owner" as const,
    members: 1,
    boards: 0,
  }));
  expect(chooseWorkspace(workspaces, "b", "a")?.id).toBe("b");
  expect(chooseWorkspace(workspaces, "gone", "b")?.id).toBe("b");
  expect(chooseWorkspace(workspaces, undefined, null)?.id).toBe("a");
  expect(chooseWorkspace([], "a", "a")).toBeNull();
});
