import { format } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayFromNumber, daysBetween, partsOf } from "./day";
import { containsDay, daysOf } from "./day-range";
import {
  nextPeriod,
  parsePeriod,
  PERIOD_KINDS,
  periodOf,
  periodsBack,
  periodState,
  previousPeriod,
  rangeBefore,
  sameLastYear,
  splitRange,
  type PeriodKind,
} from "./period";

const anyDay = fc.integer({ min: -10_000, max: 40_000 }).map(dayFromNumber);
const anyKind = fc.constantFrom(...PERIOD_KINDS);
const anyStart = fc.integer({ min: 1, max: 28 });

const keyOf = (kind: PeriodKind, day: string, fiscalStartDay = 1) => periodOf(kind, day, { fiscalStartDay }).key;

describe("periods", () => {
  it("names days, weeks, months, quarters and years", () => {
    expect(PERIOD_KINDS.map((kind) => keyOf(kind, "2026-10-15"))).toEqual([
      "2026-10-15",
      "2026-W42",
      "2026-10",
      "2026-10@1",
      "2026-Q4",
      "2026",
      "2026~01-01",
    ]);
    expect(periodOf("quarter", "2026-02-10").range).toEqual({ from: "2026-01-01", until: "2026-04-01" });
    expect(periodOf("month", "2024-02-10").range).toEqual({ from: "2024-02-01", until: "2024-03-01" });
  });

  it("gives an ISO week to the year of its Thursday", () => {
    const weeks = ["2027-01-01", "2026-12-31", "2024-12-30", "2021-01-03", "2021-01-04"].map((day) =>
      keyOf("week", day),
    );
    expect(weeks).toEqual(["2026-W53", "2026-W53", "2025-W01", "2020-W53", "2021-W01"]);
    fc.assert(
      fc.property(anyDay, (day) => {
        const { year, month, date } = partsOf(day);
        const key = format(new Date(year, month - 1, date), "RRRR-'W'II");
        expect(keyOf("week", day)).toBe(key);
      }),
    );
    expect(parsePeriod("2026-W43")?.range).toEqual({ from: "2026-10-19", until: "2026-10-26" });
    expect(parsePeriod("2025-W53")).toBeNull();
  });

  it("names a fiscal month from the 22nd to the 21st by the month in which it ends", () => {
    const october = periodOf("fiscal-month", "2026-09-22", { fiscalStartDay: 22 });
    expect(october.key).toBe("2026-10@22");
    expect(october.range).toEqual({ from: "2026-09-22", until: "2026-10-22" });
    expect(october.label).toBe("October 2026 (22 Sep – 21 Oct 2026)");
    expect(keyOf("fiscal-month", "2026-10-21", 22)).toBe("2026-10@22");
    expect(keyOf("fiscal-month", "2026-12-22", 22)).toBe("2027-01@22");
    expect(parsePeriod("2027-01@22")?.range).toEqual({ from: "2026-12-22", until: "2027-01-22" });
  });

  it("takes a fiscal month that starts on the 1st for the calendar month", () => {
    expect(periodOf("fiscal-month", "2026-12-31").range).toEqual(periodOf("month", "2026-12-31").range);
  });

  it("refuses start days on which some months would not begin", () => {
    expect(() => periodOf("fiscal-month", "2026-10-15", { fiscalStartDay: 29 })).toThrow(RangeError);
    expect(() => periodOf("fiscal-month", "2026-10-15", { fiscalStartDay: 0 })).toThrow(RangeError);
    expect(parsePeriod("2026-10@29")).toBeNull();
    expect(parsePeriod("2026-10@05")).toBeNull();
  });

  it("reads no period out of anything else", () => {
    const others = [
      "",
      "20260",
      "2026-13",
      "2026-00",
      "2026-Q5",
      "2026-W00",
      "2026-02-30",
      "0001-01",
      "1899-12-31",
      "2200-Q1",
      "9999-W52",
      "9999-12@28",
      "2026-10-",
      "0000-10",
      "2026-10@",
    ];
    expect(others.filter((key) => parsePeriod(key) !== null)).toEqual([]);
  });

  it("holds its day, is read back from its key, and meets its neighbors without a gap", () => {
    fc.assert(
      fc.property(anyKind, anyDay, anyStart, (kind, day, fiscalStartDay) => {
        const period = periodOf(kind, day, { fiscalStartDay });
        expect(containsDay(period.range, day)).toBe(true);
        expect(parsePeriod(period.key)).toEqual(period);
        expect(nextPeriod(period).range.from).toBe(period.range.until);
        expect(previousPeriod(nextPeriod(period))).toEqual(period);
      }),
    );
  });

  it("goes back over thirteen months to the same month of the year before", () => {
    const october = periodOf("month", "2026-10-15");
    const months = periodsBack(october, 13);
    expect([months[0]?.key, months.at(-1)?.key, months.length]).toEqual(["2025-10", "2026-10", 13]);
    expect(sameLastYear(october)).toEqual(months[0]);
    expect(periodsBack(october, 0)).toEqual([]);
  });

  it("finds no week 53 in a year that has 52, and no 29 February in a common one", () => {
    expect(sameLastYear(periodOf("week", "2026-12-31"))).toBeNull();
    expect(sameLastYear(periodOf("day", "2024-02-29"))).toBeNull();
    expect(sameLastYear(periodOf("fiscal-month", "2026-10-25", { fiscalStartDay: 22 }))?.key).toBe("2025-11@22");
  });

  it("is running until its last day has passed", () => {
    const october = periodOf("month", "2026-10-15");
    expect(["2026-09-30", "2026-10-31", "2026-11-01"].map((today) => periodState(october, today))).toEqual([
      "running",
      "running",
      "over",
    ]);
  });

  it("cuts a range at the borders of periods, each day in exactly one piece", () => {
    fc.assert(
      fc.property(anyKind, anyDay, fc.integer({ min: 0, max: 400 }), anyStart, (kind, from, length, fiscalStartDay) => {
        const range = { from, until: addDays(from, length) };
        const pieces = splitRange(range, kind, { fiscalStartDay });
        expect(pieces.flatMap((piece) => daysOf(piece.range))).toEqual(daysOf(range));
        for (const piece of pieces) {
          const whole = daysBetween(piece.period.range.from, piece.period.range.until) === daysOf(piece.range).length;
          expect(piece.whole).toBe(whole);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("compares whole months with as many months before, other days with as many days", () => {
    expect(rangeBefore({ from: "2026-10-01", until: "2026-11-01" })).toEqual({
      range: { from: "2026-09-01", until: "2026-10-01" },
      months: 1,
    });
    expect(rangeBefore({ from: "2026-01-01", until: "2026-04-01" })).toEqual({
      range: { from: "2025-10-01", until: "2026-01-01" },
      months: 3,
    });
    expect(rangeBefore({ from: "2026-10-01", until: "2026-10-31" })).toEqual({
      range: { from: "2026-09-01", until: "2026-10-01" },
      months: null,
    });
    expect(rangeBefore({ from: "2026-10-05", until: "2026-10-12" }).range).toEqual({
      from: "2026-09-28",
      until: "2026-10-05",
    });
  });

  it("labels ranges as people write them", () => {
    expect(periodOf("day", "2026-10-05").label).toBe("5 Oct 2026");
    expect(periodOf("week", "2026-12-31").label).toBe("Week 53 of 2026 (28 Dec 2026 – 3 Jan 2027)");
    expect(periodOf("week", "2026-10-15").label).toBe("Week 42 of 2026 (12–18 Oct 2026)");
    expect(periodOf("month", "2026-10-15").shortLabel).toBe("Oct 2026");
    expect(periodOf("quarter", "2026-10-15").label).toBe("Q4 2026");
  });
});
