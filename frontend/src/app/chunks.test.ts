// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { mayReload } from "./chunks";
import { explainFailure } from "./ErrorPages";

beforeEach(() => sessionStorage.clear());

test("a missing part is worth one reload, not a loop of them", () => {
  expect(mayReload(sessionStorage, 1_000_000)).toBe(true);
  expect(mayReload(sessionStorage, 1_005_000)).toBe(false);
  expect(mayReload(sessionStorage, 1_060_000)).toBe(true);
});

test("a part that did not load is told apart from a mistake on a page", () => {
  const missing = new TypeError("Failed to fetch dynamically imported module: /assets/x.js");
  expect(explainFailure(missing).title).toBe("This page did not load");
  expect(explainFailure(new TypeError("x is undefined")).title).toBe("Something went wrong");
});
