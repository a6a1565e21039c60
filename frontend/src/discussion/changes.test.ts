import { describe, expect, test } from "vitest";
import { reacted, withoutComment, withThread } from "./changes";
import { ada, bo, comment, thread } from "./testThreads";

describe("a reaction", () => {
  test("is given and taken back, and one that nobody gives goes", () => {
    const before = thread("t", { comments: [comment("c")] });
    const both = reacted(reacted(before, "c", "👍", ada, true), "c", "👍", bo, true);
    expect(both.comments[0]?.reactions).toEqual([{ emoji: "👍", people: [ada, bo] }]);
    const one = reacted(both, "c", "👍", ada, false);
    expect(one.comments[0]?.reactions).toEqual([{ emoji: "👍", people: [bo] }]);
    expect(reacted(one, "c", "👍", bo, false).comments[0]?.reactions).toEqual([]);
  });

  test("given twice counts once", () => {
    const before = thread("t", { comments: [comment("c")] });
    const twice = reacted(reacted(before, "c", "👍", ada, true), "c", "👍", ada, true);
    expect(twice.comments[0]?.reactions).toEqual([{ emoji: "👍", people: [ada] }]);
  });
});

describe("a comment that is deleted", () => {
  const before = thread("t", { comments: [comment("a"), comment("b")] });

  test("leaves its place where others follow", () => {
    const after = withoutComment(before, "a");
    expect(after?.comments[0]).toMatchObject({ id: "a", body: null, deleted: true });
    expect(after?.comments[1]).toMatchObject({ id: "b", deleted: false });
  });

  test("goes where none follows, and the thread with the last one", () => {
    const after = withoutComment(before, "b");
    expect(after?.comments.map(({ id }) => id)).toEqual(["a"]);
    expect(withoutComment(thread("t", { comments: [comment("a")] }), "a")).toBeNull();
    const rest = thread("t", { comments: [comment("a", { deleted: true }), comment("b")] });
    expect(withoutComment(rest, "b")).toBeNull();
    const three = [comment("a"), comment("b", { deleted: true }), comment("c")];
    const left = withoutComment(thread("t", { comments: three }), "c");
    expect(left?.comments.map(({ id }) => id)).toEqual(["a"]);
  });
});

test("a thread that comes takes the place of the one before, or stands by its age", () => {
  const first = thread("a", { created_at: "2030-01-01T10:00:00Z" });
  const third = thread("c", { created_at: "2030-01-03T10:00:00Z" });
  const second = thread("b", { created_at: "2030-01-02T10:00:00Z" });
  expect(withThread([first, third], second)).toEqual([first, second, third]);
  const changed = { ...first, resolved: { by: ada, at: "2030-01-04T10:00:00Z" } };
  expect(withThread([first, third], changed)).toEqual([changed, third]);
});
