// @vitest-environment happy-dom
import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { usePaper } from "./usePaper";

const { dataset } = document.documentElement;
afterEach(cleanup);

test("a dark screen prints on white, and is dark again afterwards", () => {
  dataset.mantineColorScheme = "dark";
  renderHook(usePaper);
  window.dispatchEvent(new Event("beforeprint"));
  expect(dataset.mantineColorScheme).toBe("light");
  window.dispatchEvent(new Event("afterprint"));
  expect(dataset.mantineColorScheme).toBe("dark");
});

test("who leaves the page while it prints finds the screen as it was", () => {
  dataset.mantineColorScheme = "dark";
  const { unmount } = renderHook(usePaper);
  window.dispatchEvent(new Event("beforeprint"));
  unmount();
  expect(dataset.mantineColorScheme).toBe("dark");
});
