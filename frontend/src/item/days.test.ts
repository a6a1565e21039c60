import { describe, expect, it } from "vitest";
import { agoText, dateOf, dayOf, dayText, usualDays } from "./days";

describe("days", () => {
  it("are read and written without a zone moving them", () => {
    for (const day of ["2026-01-01", "2026-03-29", "2026-10-25", "2028-02-29"]) {
      const date = dateOf(day);
      expect(date && dayOf(date)).toBe(day);
    }
    expect(dateOf("2026-02-30")).toBeNull();
    expect(dateOf("2026-3-1")).toBeNull();
    expect(dateOf("soon")).toBeNull();
  });

  it("name the year where it is another one", () => {
    const now = new Date(2026, 5, 1);
    expect(dayText("2026-03-12", now)).toBe("12 Mar");
    expect(dayText("2031-03-12", now)).toBe("12 Mar 2031");
    expect(dayText("in spring", now)).toBe("in spring");
  });

  it("are usual at the ends of things", () => {
    const named = Object.fromEntries(
      usualDays(new Date(2026, 10, 27)).map(({ name, day }) => [name, day]),
    );
    expect(named).toEqual({
      "In a week": "2026-12-04",
      "End of month": "2026-11-30",
      "End of quarter": "2026-12-31",
      "End of year": "2026-12-31",
    });
  });

  it("are told by how long ago they were", () => {
    const now = new Date(2026, 5, 15, 12).getTime();
    expect(agoText(now - 10_000, now)).toBe("just now");
    expect(agoText(now - 5 * 60_000, now)).toBe("5 minutes ago");
    expect(agoText(now - 26 * 3_600_000, now)).toBe("yesterday");
    expect(agoText(new Date(2026, 1, 3, 12).getTime(), now)).toBe("3 Feb");
  });
});
