import { expect, test } from "vitest";
import { Problem, unreachable } from "@/api/problem";
import { linkProblem } from "./JoinPage";

test.each([
  [new Problem(404, "not-found", ""), "This link is not known"],
  [new Problem(410, "gone", "This invite link has expired."), "This link has expired"],
  [new Problem(410, "gone", "This invite link was revoked."), "This link was revoked"],
])("a link that leads nowhere says why", (problem, title) => {
  expect(linkProblem(problem).title).toBe(title);
});

test("a service that is away is not blamed on the link", () => {
  expect(linkProblem(unreachable()).title).not.toContain("link");
});
