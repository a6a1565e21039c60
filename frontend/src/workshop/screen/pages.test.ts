import { expect, test } from "vitest";
import { nextTop } from "./pages";

test("what fits stays where it is", () => {
  expect(nextTop({ top: 0, height: 500, whole: 500 })).toBeNull();
  expect(nextTop({ top: 0, height: 500, whole: 501 })).toBeNull();
});

test("every part comes into sight, then the top again", () => {
  const whole = 1300;
  const height = 500;
  const seen: [number, number][] = [];
  let top = 0;
  for (let turn = 0; turn < 9; turn++) {
    seen.push([top, top + height]);
    top = nextTop({ top, height, whole }) ?? 0;
    if (top === 0) break;
  }
  expect(top).toBe(0);
  expect(seen.at(-1)?.[1]).toBe(whole);
  for (const [at, [from]] of seen.entries()) {
    if (at > 0) expect(from).toBeLessThan(seen[at - 1]?.[1] ?? 0);
  }
});
