import { expect, test } from "vitest";
import { testNotification } from "./testInbox";
import { byDay, countText, dayLabel, headline, unreadWords } from "./words";

// Local times, as people live by them.
const now = new Date(2026, 2, 10, 9, 30);

test("days are named as people do", () => {
  expect(dayLabel(new Date(2026, 2, 10, 0, 5), now, "en")).toBe("Today");
  expect(dayLabel(new Date(2026, 2, 9, 23, 55), now, "en")).toBe("Yesterday");
  expect(dayLabel(new Date(2026, 2, 5), now, "en")).toBe("Thursday");
  expect(dayLabel(new Date(2026, 1, 20), now, "en-GB")).toBe("20 February");
  expect(dayLabel(new Date(2025, 11, 31), now, "en-GB")).toBe("31 December 2025");
  // A clock that is ahead of this one.
  expect(dayLabel(new Date(2026, 2, 11, 0, 5), now, "en")).toBe("Today");
});

test("what happened is grouped by its day, in the order given", () => {
  const on = (id: string, day: number) =>
    testNotification({ id, at: new Date(2026, 2, day, 8).toISOString() });
  const groups = byDay([on("a", 10), on("b", 10), on("c", 9)], now);
  expect(
    groups.map(({ label, notifications }) => [label, notifications.map(({ id }) => id)]),
  ).toEqual([
    ["Today", ["a", "b"]],
    ["Yesterday", ["c"]],
  ]);
});

test("a line that nobody's name begins begins with a capital", () => {
  expect(headline({ by: null, title: "the vote ends" })).toBe("The vote ends");
  expect(headline(testNotification({ title: "mentioned you" }))).toBe("mentioned you");
});

test("more than a badge has room for is many", () => {
  expect(countText(99)).toBe("99");
  expect(countText(100)).toBe("99+");
  expect(unreadWords(0)).toBeNull();
  expect(unreadWords(3)).toBe("3 unread");
});
