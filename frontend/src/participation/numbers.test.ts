import { expect, test } from "vitest";
import { labelled, niceTop, stacked } from "./scale";
import { seriesOf } from "./series";
import type { TimePart } from "./types";
import { countsText, percent, startText, timeSummary, totalOf } from "./words";

const counts = { wrote: 3, commented: 0, voted: 2, decided: 1 };

test("the top of an axis reads well and is never below what it holds", () => {
  expect([0, 1, 2, 3, 7, 10, 11, 56, 450].map(niceTop)).toEqual([1, 1, 2, 4, 8, 10, 20, 60, 600]);
});

test("ways are stacked in one order, without gaps", () => {
  expect(stacked([3, 0, 2, 1])).toEqual([
    { at: 0, from: 0, size: 3 },
    { at: 2, from: 3, size: 2 },
    { at: 3, from: 5, size: 1 },
  ]);
  expect(totalOf(counts)).toBe(6);
  expect(countsText(counts)).toBe("wrote 3, voted 2, decided 1");
  expect(countsText({ wrote: 0, commented: 0, voted: 0, decided: 0 })).toBe("nothing");
});

test("a share is all or nothing only where it is", () => {
  expect(percent(1, 1000)).toBe(1);
  expect(percent(999, 1000)).toBe(99);
  expect([percent(0, 0), percent(0, 5), percent(5, 5), percent(1, 3)]).toEqual([0, 0, 100, 33]);
});

test("columns are named by day or by time", () => {
  expect(startText({ start: "2026-03-04T14:45+05:45" })).toBe("14:45");
  expect(startText({ start: "2020-03-04" })).toBe("4 Mar 2020");
  expect(labelled(3)).toEqual([0, 1, 2]);
  expect(labelled(30)).toEqual([0, 7, 15, 22, 29]);
});

test("a chart says in words what stands out in it", () => {
  const quiet = { wrote: 1, commented: 0, voted: 0, decided: 0 };
  const parts: TimePart[] = [
    { start: "2020-03-02", counts: quiet, answers: 0, groups: {} },
    { start: "2020-03-09", counts, answers: 2, groups: { riders: 4 } },
  ];
  expect(timeSummary(parts, "week")).toBe(
    "Contributions by week, 2 columns. Most at 9 Mar 2020: wrote 3, voted 2, decided 1.",
  );
  expect(timeSummary([], "day")).toContain("There are none");
});

test("whatever the columns are told apart by, they are as high", () => {
  const parts = [{ start: "2020-03-09", counts, answers: 2, groups: { riders: 4 } }];
  const group = { id: "riders", name: "Riders", color: "#123456", came: 3, contributed: 3, counts };
  const silent = { ...group, id: "drivers", name: "Drivers" };
  const report = { groups: [group, silent], over_time: parts };
  const values = (by: "way" | "group" | "answers") =>
    seriesOf(report, by).map(({ name, of }) => [name, parts.map(of)[0]]);
  expect(values("way").map(([, value]) => value)).toEqual([3, 0, 2, 1]);
  expect(values("group")).toEqual([
    ["Riders", 4],
    ["Others", 2],
  ]);
  expect(values("answers")).toEqual([
    ["Two-way", 2],
    ["One-way", 4],
  ]);
});
