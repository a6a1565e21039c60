import { describe, expect, it } from "vitest";
import type { Measure } from "@/plan/types";
import { chartOf, linear } from "./scale";

const box = { left: 0, right: 100, top: 0, bottom: 50 };

function measure(
  readings: readonly [string, number | null][],
  changes: Partial<Measure> = {},
): Measure {
  return {
    id: "m",
    name: "Replies",
    unit: "",
    baseline: null,
    target: null,
    due: null,
    note: "",
    readings: readings.map(([at, value], index) => ({ id: `r${index}`, at, value, note: "" })),
    ...changes,
  };
}

describe("chartOf", () => {
  it("goes from the first to the last day, and from the lowest to the highest value", () => {
    const chart = chartOf(
      measure([
        ["2026-03-01", 10],
        ["2026-03-06", 30],
        ["2026-03-11", 20],
      ]),
      box,
    );
    expect(chart?.points.map(({ x, y }) => [x, y])).toEqual([
      [0, 50],
      [50, 0],
      [100, 25],
    ]);
    expect(chart?.line).toBe("M0 50L50 0L100 25");
    expect(chart?.targetY).toBeNull();
  });

  it("has room for the target and the baseline", () => {
    const chart = chartOf(measure([["2026-03-01", 20]], { baseline: 0, target: 40 }), box);
    expect(chart?.targetY).toBe(0);
    expect(chart?.baselineY).toBe(50);
    expect(chart?.points[0]?.y).toBe(25);
  });

  it("reaches to the due day, where that is still to come", () => {
    const readings: [string, number][] = [
      ["2026-03-01", 1],
      ["2026-03-06", 2],
    ];
    const ahead = chartOf(measure(readings, { due: "2026-03-11", target: 2 }), box);
    expect(ahead?.points[1]?.x).toBe(50);
    expect(ahead?.to).toBe("2026-03-11");
    const past = chartOf(measure(readings, { due: "2026-03-02", target: 2 }), box);
    expect(past?.points[1]?.x).toBe(100);
    expect(past?.to).toBe("2026-03-06");
  });

  it("leaves out what is no day or has no value, and draws nothing of nothing", () => {
    expect(chartOf(measure([["soon", 4]]), box)).toBeNull();
    expect(chartOf(measure([["2026-03-01", null]]), box)).toBeNull();
    expect(chartOf(measure([["2026-02-30", 1]]), box)).toBeNull();
  });

  it("holds equal values, and equal days, in the middle", () => {
    const chart = chartOf(
      measure([
        ["2026-03-01", 5],
        ["2026-03-01", 5],
      ]),
      box,
    );
    expect(chart?.points.map(({ x, y }) => [x, y])).toEqual([
      [50, 25],
      [50, 25],
    ]);
  });
});

describe("linear", () => {
  it("maps one range to another, also backwards", () => {
    expect(linear(0, 10, 100, 0)(2.5)).toBe(75);
    expect(linear(3, 3, 0, 10)(3)).toBe(5);
  });
});
