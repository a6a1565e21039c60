import { expect, test } from "vitest";
import { relativeTime } from "./timeWords";

const now = new Date(2027, 4, 20, 15, 0, 0);

test.each([
  [new Date(2027, 4, 20, 14, 59, 40), "now"],
  [new Date(2027, 4, 20, 14, 59, 0), "1 minute ago"],
  [new Date(2027, 4, 20, 12, 10, 0), "3 hours ago"],
  [new Date(2027, 4, 19, 16, 0, 0), "yesterday"],
  [new Date(2027, 4, 19, 9, 0, 0), "yesterday"],
  [new Date(2027, 4, 17, 9, 0, 0), "3 days ago"],
  [new Date(2027, 4, 27, 9, 0, 0), "in 7 days"],
  [new Date(2027, 4, 21, 14, 0, 0), "tomorrow"],
  [new Date(2027, 3, 29, 9, 0, 0), "3 weeks ago"],
  [new Date(2027, 0, 9), "9 Jan"],
  [new Date(2025, 0, 9), "9 Jan 2025"],
])("%s is told as %s", (date, words) => {
  expect(relativeTime(date, now, "en-GB")).toBe(words);
});

test("in the language asked for", () => {
  expect(relativeTime(new Date(2027, 4, 19, 9), now, "de")).toBe("gestern");
});
