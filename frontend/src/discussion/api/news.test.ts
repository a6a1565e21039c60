import { expect, test } from "vitest";
import { thread } from "../testThreads";
import { News } from "./news";

test("an older answer does not undo what was pushed while it was on its way", () => {
  const news = new News();
  news.tell("a", thread("a", { quote: "long ago" }));
  const since = news.turn;
  news.tell("b", thread("b", { created_at: "2031-01-01T00:00:00Z" }));
  news.tell("c", null);
  const threads = news.over([thread("a"), thread("c")], since);
  expect(threads.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(threads[0]?.quote).toBe("");
});

test("an answer that says the same as its push is no riddle", () => {
  const news = new News();
  const since = news.turn;
  expect(news.differs(thread("a"), since)).toBe(false);
  news.tell("a", thread("a"));
  expect(news.differs(thread("a"), since)).toBe(false);
  news.tell("a", thread("a", { quote: "other" }));
  expect(news.differs(thread("a"), since)).toBe(true);
  expect(news.differs(thread("a"), news.turn)).toBe(false);
});
