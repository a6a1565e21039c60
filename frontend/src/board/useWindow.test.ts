import { describe, expect, test } from "vitest";
import { partsOf } from "./useWindow";

const ids = Array.from({ length: 200 }, (_, i) => `${i}`);
const nobody = () => false;
const drawn = (parts: ReturnType<typeof partsOf>) =>
  parts.flatMap((part) => ("id" in part ? [part.id] : []));
const height = (parts: ReturnType<typeof partsOf>, each: number, gap: number) =>
  parts.reduce((sum, part) => sum + ("id" in part ? each : part.space), 0) +
  (parts.length - 1) * gap;

describe("partsOf", () => {
  test("draws what is in sight and some around it", () => {
    const parts = partsOf(ids, { top: 3000, bottom: 3600 }, nobody, () => 30);
    expect(parts[0]).toEqual({ space: 2280, key: "space-0" });
    expect(drawn(parts)[0]).toBe("76");
    expect(drawn(parts).at(-1)).toBe("143");
  });

  test("is as high as the whole list, wherever one is, with and without gaps", () => {
    for (const gap of [0, 8]) {
      for (const top of [-500, 0, 1700, 5800, 9000]) {
        const parts = partsOf(ids, { top, bottom: top + 600 }, nobody, () => 30, gap);
        expect(height(parts, 30, gap)).toBe(200 * 30 + 199 * gap);
      }
    }
  });

  test("what is pinned is drawn in its place, far from sight", () => {
    const parts = partsOf(
      ids,
      { top: 0, bottom: 300 },
      (id) => id === "150",
      () => 30,
    );
    expect(drawn(parts)).toContain("150");
    expect(drawn(parts)).not.toContain("149");
    expect(height(parts, 30, 0)).toBe(6000);
  });

  test("a short list is drawn whole", () => {
    expect(drawn(partsOf(ids.slice(0, 5), { top: 0, bottom: 600 }, nobody, () => 30))).toHaveLength(
      5,
    );
  });
});
