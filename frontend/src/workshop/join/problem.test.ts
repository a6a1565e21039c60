import { expect, test } from "vitest";
import { Problem } from "@/api";
import { codeProblem } from "./problem";

const refused = (status: number) => new Problem(status, "some-code", "said by the service");

test("a code that nobody knows: what may be wrong with it", () => {
  expect(codeProblem("K7M-3QX", refused(404)).title).toBe("No session has this code");
  expect(codeProblem("K7M-3QO", refused(404)).detail).toContain("never hold O:");
  expect(codeProblem("K7M", refused(404)).detail).toContain("six characters");
});

test("a session that has ended, and too many tries", () => {
  expect(codeProblem("K7M-3QX", refused(410)).title).toBe("This session has ended");
  expect(codeProblem("K7M-3QX", refused(429)).title).toBe("Too many tries");
});

test("a service that does not answer is no wrong code", () => {
  expect(codeProblem("K7M-3QX", refused(503)).title).toBe("The service has a problem");
  expect(codeProblem("K7M-3QX", refused(0)).title).not.toContain("code");
});
