import { describe, expect, test } from "vitest";
import { asSentence, explain, isUnreachable, Problem, problemFrom, unreachable } from "./problem";

test("a problem document is read, further members kept", () => {
  const problem = problemFrom(422, {
    type: "about:blank",
    code: "invalid",
    detail: "the request is not valid",
    errors: [{ at: "body.email", message: "no" }, { at: 3 }],
    line: 12,
  });
  expect(problem).toMatchObject({ status: 422, code: "invalid", members: { line: 12 } });
  expect(problem.fields).toEqual({ email: "No." });
});

test.each([["<html>Bad gateway</html>"], [null], [["x"]], ["{"]])(
  "an answer that is no problem document (%j) is unreadable",
  (body) => {
    expect(problemFrom(502, body)).toMatchObject({ code: "unreadable", detail: "" });
  },
);

test("a document that came as text is read", () => {
  expect(problemFrom(404, '{"code":"not-found","detail":"gone"}').code).toBe("not-found");
});

describe("what people are told", () => {
  test.each([401, 403, 404, 409, 410, 413, 422, 429, 500, 503, 418])(
    "about %d has a title",
    (status) => {
      expect(explain(new Problem(status, "x", "")).title).not.toBe("");
    },
  );

  test("about a service that is away offers to try again", () => {
    expect(explain(unreachable()).retry).toBe(true);
    expect(isUnreachable(unreachable())).toBe(true);
    expect(isUnreachable(new Problem(503, "x", ""))).toBe(true);
    expect(isUnreachable(new Problem(404, "x", ""))).toBe(false);
  });

  test("about a mistake of ours does not show its inner words", () => {
    expect(explain(new TypeError("x is undefined")).detail).not.toContain("undefined");
  });
});

test("what a validator says becomes a sentence", () => {
  expect(asSentence("Value error, this is not an email address")).toBe(
    "This is not an email address.",
  );
  expect(asSentence("Done!")).toBe("Done!");
  expect(asSentence("  ")).toBe("");
});
