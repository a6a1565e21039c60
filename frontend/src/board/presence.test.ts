import { expect, test } from "vitest";
import type { Peer } from "@/session";
import { others } from "./header/PeopleHere";
import { groupByItem } from "./presence";

const peer = (clientId: number, id: string, item: string | null): Peer => ({
  clientId,
  id,
  name: id,
  color: "#4e68ce",
  guest: false,
  role: "editor",
  item,
  view: "outline",
});

test("who is at an item, each person once, and the same list while nobody comes or goes", () => {
  const first = groupByItem(
    [peer(1, "ada", "x"), peer(2, "ada", "x"), peer(3, "bo", "y")],
    new Map(),
  );
  expect(first.get("x")?.map(({ clientId }) => clientId)).toEqual([1]);
  const second = groupByItem([peer(1, "ada", "x"), peer(3, "bo", null)], first);
  expect(second.get("x")).toBe(first.get("x"));
  expect(second.has("y")).toBe(false);
});

test("the others: each person once, by a window that says where they are, and not oneself", () => {
  const found = others([peer(1, "me", "x"), peer(2, "ada", null), peer(3, "ada", "y")], "me");
  expect(found.map(({ clientId }) => clientId)).toEqual([3]);
});
