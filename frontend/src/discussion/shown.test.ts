import { describe, expect, test } from "vitest";
import type { WaitingReply, WaitingThread } from "./Outbox";
import { homeless, withWaiting } from "./shown";
import { ada, bo, comment, doc, thread } from "./testThreads";

const fresh: WaitingThread = {
  kind: "thread",
  id: "t2",
  comment: "c2",
  item: "i1",
  field: "item",
  anchor: null,
  quote: "",
  body: doc("New"),
  at: "2030-01-02T10:00:00Z",
};

function reply(id: string, to: string, refused?: string): WaitingReply {
  return { kind: "reply", id, thread: to, body: doc(id), at: "2030-01-03T10:00:00Z", refused };
}

const idsIn = (threads: readonly { id: string; comments: readonly { id: string }[] }[]) =>
  threads.map(({ id, comments }) => [id, ...comments.map((one) => one.id)]);

describe("what one wrote and the server does not have yet", () => {
  test("shows in its thread, also in one that waits itself", () => {
    const shown = withWaiting(
      [thread("t1")],
      [fresh, reply("r1", "t1"), reply("r2", "t2")],
      "b",
      bo,
    );
    expect(idsIn(shown)).toEqual([
      ["t1", "t1-1", "r1"],
      ["t2", "c2", "r2"],
    ]);
    expect(shown[0]?.comments[1]).toMatchObject({ author: bo, waiting: true });
    expect(shown[1]).toMatchObject({ waiting: true, item: "i1" });
  });

  test("shows once when the server has it and the answer is still on its way", () => {
    const arrived = thread("t2", { comments: [comment("c2"), comment("r2")] });
    const shown = withWaiting([arrived], [fresh, reply("r2", "t2")], "b", ada);
    expect(idsIn(shown)).toEqual([["t2", "c2", "r2"]]);
    expect(shown[0]?.waiting).toBeUndefined();
  });

  test("is not lost from sight when its thread went", () => {
    const waiting = [reply("r1", "gone", "Not found."), reply("r2", "t1", "Too long.")];
    const shown = withWaiting([thread("t1")], waiting, "b", ada);
    expect(shown[0]?.comments.at(-1)?.refused).toBe("Too long.");
    expect(homeless(shown, waiting).map(({ id }) => id)).toEqual(["r1"]);
  });
});
