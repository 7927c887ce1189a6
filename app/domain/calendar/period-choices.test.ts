import { expect, it } from "vitest";
import { parsePeriod, type Period } from "./period";
import { periodPresets, siblingPeriods } from "./period-choices";

function named(key: string): Period {
  const period = parsePeriod(key);
  if (period === null) throw new RangeError(key);
  return period;
}
const keysOf = (periods: readonly Period[]) => periods.map(({ key }) => key);

it("the period switch leads from a month to the week, quarter and year of its last day", () => {
  expect(keysOf(siblingPeriods(named("2026-10"), "2026-11-28", 1))).toEqual(["2026-W44", "2026-10", "2026-Q4", "2026"]);
});

it("the period switch leads from a period in progress to the periods of today", () => {
  expect(keysOf(siblingPeriods(named("2026-Q4"), "2026-11-28", 1))).toEqual(["2026-W48", "2026-11", "2026-Q4", "2026"]);
});

it("the period switch offers fiscal months where the SOW begins them on another day than calendar months", () => {
  expect(keysOf(siblingPeriods(named("2026-W43"), "2026-11-28", 22))).toEqual([
    "2026-W43",
    "2026-10",
    "2026-11@22",
    "2026-Q4",
    "2026",
  ]);
});

it("presets name this and the last week, month, quarter and year", () => {
  expect(periodPresets("2026-01-02").map(({ which, period }) => `${which} ${period.key}`)).toEqual([
    "this 2026-W01",
    "last 2025-W52",
    "this 2026-01",
    "last 2025-12",
    "this 2026-Q1",
    "last 2025-Q4",
    "this 2026",
    "last 2025",
  ]);
});
