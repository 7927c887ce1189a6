import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayFromNumber, dayNumber, dayOf, daysBetween, isDay, isoWeekday, partsOf } from "./day";
import { containsDay, daysOf, intersectRanges, lastDay, lengthInDays, rangeThrough } from "./day-range";

describe("days", () => {
  it("knows which days exist", () => {
    const existing = ["2024-02-29", "2000-02-29", "2026-12-31", "0099-03-01"];
    const others = ["2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "29-02-2016", ""];
    expect(existing.filter(isDay)).toEqual(existing);
    expect(others.filter(isDay)).toEqual([]);
    expect(() => dayOf(2026, 2, 30)).toThrow(RangeError);
    expect(() => partsOf("yesterday")).toThrow(RangeError);
  });

  it("crosses the ends of months and leap years", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2026-01-01", "2027-01-01")).toBe(365);
  });

  it("calls Monday 1 and Sunday 7, also before 1970", () => {
    expect(["2026-10-12", "2026-10-18", "1969-12-28"].map(isoWeekday)).toEqual([1, 7, 7]);
  });

  it("counts days without losing any", () => {
    fc.assert(fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (n) => dayNumber(dayFromNumber(n)) === n));
  });
});

describe("ranges of days", () => {
  const october = { from: "2026-10-01", until: "2026-11-01" };

  it("holds the first day and not the one after the last", () => {
    expect(["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"].map((day) => containsDay(october, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(lengthInDays(october)).toBe(31);
    expect(lastDay(october)).toBe("2026-10-31");
    expect(rangeThrough("2026-10-01", "2026-10-31")).toEqual(october);
  });

  it("lists each day once", () => {
    const days = daysOf(october);
    expect([days[0], days.at(-1), days.length]).toEqual(["2026-10-01", "2026-10-31", 31]);
    expect(daysOf({ from: "2026-10-02", until: "2026-10-01" })).toEqual([]);
  });

  it("finds what two ranges share, and nothing where they only touch", () => {
    expect(intersectRanges(october, { from: "2026-10-20", until: "2026-12-01" })).toEqual({
      from: "2026-10-20",
      until: "2026-11-01",
    });
    expect(intersectRanges(october, { from: "2026-11-01", until: "2026-12-01" })).toBeNull();
  });
});
