import { expect, test } from "vitest";
import { inputOf, momentOf, quickChoices, shortMoment } from "./moments";

const thursday = new Date(2026, 0, 8, 12, 0);

test("a moment is told as shortly as it stays clear", () => {
  expect(shortMoment(new Date(2026, 0, 8, 18, 0), thursday, "en-GB")).toBe("today 18:00");
  expect(shortMoment(new Date(2026, 0, 9, 18, 0), thursday, "en-GB")).toBe("Fri 18:00");
  expect(shortMoment(new Date(2026, 0, 16, 9, 30), thursday, "en-GB")).toMatch(
    /^Fri,? 16 Jan 09:30$/,
  );
  expect(shortMoment(new Date(2027, 0, 16, 9, 30), thursday, "en-GB")).toMatch(
    /^Sat,? 16 Jan 2027 09:30$/,
  );
});

test("what a field says comes back as the same moment", () => {
  const at = new Date(2026, 10, 3, 7, 5);
  expect(inputOf(at)).toBe("2026-11-03T07:05");
  expect(momentOf(inputOf(at))?.getTime()).toBe(at.getTime());
  expect(momentOf("")).toBeNull();
  expect(momentOf("soon")).toBeNull();
});

test("quick choices are in the evening, and next Friday is never today", () => {
  const at = quickChoices(thursday).map((choice) => inputOf(choice.at));
  expect(at).toEqual(["2026-01-09T18:00", "2026-01-11T18:00", "2026-01-09T18:00"]);
  const friday = new Date(2026, 0, 9, 12, 0);
  expect(inputOf(quickChoices(friday)[2]?.at ?? friday)).toBe("2026-01-16T18:00");
});
