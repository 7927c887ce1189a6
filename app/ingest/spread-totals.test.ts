import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactSum, toMillionth } from "~/domain/metrics/exact-sum";
import { daysOfPeriod, spread } from "./spread-totals";

const WEEK = daysOfPeriod("2026-03-02", "week-from");

describe("a total of several days", () => {
  test("is about the days that its period names", () => {
    expect(daysOfPeriod("2026-03-04", "day")).toEqual(["2026-03-04"]);
    expect([daysOfPeriod("2026-03-04", "week")[0], daysOfPeriod("2026-03-04", "week").at(-1)]).toEqual([
      "2026-03-02",
      "2026-03-08",
    ]);
    expect(daysOfPeriod("2026-03-08", "week-to")).toEqual(WEEK);
    expect(daysOfPeriod("2026-02-01", "month")).toHaveLength(28);
  });

  test("is spread so that the days add up to it again, whole numbers in whole numbers", () => {
    expect(spread("offered", 100, WEEK).map(({ amount }) => amount)).toEqual([15, 15, 14, 14, 14, 14, 14]);
    fc.assert(
      fc.property(
        fc.oneof(fc.nat(1_000_000), fc.double({ min: 0, max: 1e6, noNaN: true }).map(toMillionth)),
        fc.constantFrom("week" as const, "month" as const),
        (amount, period) => {
          const parts = spread("offered", amount, daysOfPeriod("2026-03-04", period)).map((part) => part.amount ?? 0);
          expect(exactSum(parts)).toBe(amount);
          expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(Number.isInteger(amount) ? 1 : 1.1e-6);
        },
      ),
    );
  });

  test("is a stock on its last day, an average on every day, and nothing where it is blank", () => {
    expect(spread("backlogOpen", 40, WEEK)).toEqual([{ day: "2026-03-08", amount: 40 }]);
    expect(spread("headcount", 12, WEEK).map(({ amount }) => amount)).toEqual(Array.from({ length: 7 }, () => 12));
    expect(spread("offered", null, WEEK).every(({ amount }) => amount === null)).toBe(true);
  });
});
