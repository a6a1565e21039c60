import { describe, expect, it } from "vitest";
import type { Measure, Reading } from "@/plan/types";
import { latestReading, parseNumber, progressOf, progressText, valueText } from "./progress";

function measure(
  changes: Partial<Omit<Measure, "readings">> = {},
  values: readonly (number | null)[] = [],
): Measure {
  const readings: Reading[] = values.map((value, index) => ({
    id: `r${index}`,
    at: `2026-0${index + 1}-01`,
    value,
    note: "",
  }));
  const base = { id: "m", name: "Replies", unit: "%", baseline: null, target: null };
  return { ...base, due: null, note: "", ...changes, readings };
}

describe("progress of a measure", () => {
  it("is how far the last value is from the baseline to the target", () => {
    expect(progressOf(measure({ baseline: 20, target: 60 }, [20, 30]))).toBe(0.25);
    expect(progressText(measure({ baseline: 20, target: 60 }, [20, 30]))).toBe("25% of the way");
  });

  it("counts down where less is better", () => {
    expect(progressOf(measure({ baseline: 10, target: 2 }, [6]))).toBe(0.5);
    expect(progressText(measure({ baseline: 10, target: 2 }, [1]))).toBe("Target exceeded");
  });

  it("passes over readings without a value", () => {
    const one = measure({ baseline: 0, target: 10 }, [4, null]);
    expect(latestReading(one)?.value).toBe(4);
    expect(progressOf(one)).toBe(0.4);
  });

  it("takes the first reading where there is no baseline", () => {
    expect(progressOf(measure({ target: 10 }, [2, 6]))).toBe(0.5);
    expect(progressOf(measure({ target: 10 }, [6]))).toBeNull();
    expect(progressText(measure({ target: 10 }, [10]))).toBe("Target reached");
  });

  it("says so where it cannot be told, and where things got worse", () => {
    expect(progressText(measure({ target: 10 }))).toBe("No reading yet");
    expect(progressText(measure({ baseline: 1 }, [4]))).toBe("No target yet");
    expect(progressText(measure({ baseline: 5, target: 10 }, [3]))).toBe(
      "Further away than at the start",
    );
  });

  it("does not call reached what is not quite", () => {
    expect(progressText(measure({ baseline: 0, target: 1000 }, [999.9]))).toBe("99% of the way");
  });
});

describe("numbers as people write them", () => {
  it.each([
    ["", null],
    [" 42 ", 42],
    ["-3.5", -3.5],
    ["−3", -3],
    ["3,5", 3.5],
    ["0,125", 0.125],
    ["1,200", 1200],
    ["1,200.5", 1200.5],
    ["12 000", 12000],
    ["12\u202f000,5", 12000.5],
    [".5", 0.5],
    ["forty", undefined],
    ["1.2.3", undefined],
    ["1e5", undefined],
    ["--1", undefined],
  ])("%j is %j", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it("are shown with their unit where it is usual", () => {
    expect(valueText(42, "%")).toBe("42%");
    expect(valueText(1200, "€")).toBe("€1,200");
    expect(valueText(3.5, "days")).toBe("3.5 days");
    expect(valueText(7, "")).toBe("7");
    expect(valueText(null, "%")).toBe("–");
  });
});
