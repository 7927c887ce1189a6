import { describe, expect, it } from "vitest";
import { addDays } from "../calendar/day";
import type { TrendSeries, TrendValue } from "./trend";
import { usualBefore } from "./usual-before";

const measured = (value: number | null, verdict: TrendValue["verdict"] = "no-target"): TrendValue => ({
  value,
  numerator: null,
  denominator: null,
  n: null,
  verdict,
});
const series = (values: readonly TrendValue[]): TrendSeries => ({ key: "a", name: "A", values, total: measured(null) });
const days = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const from = addDays("2026-09-01", index);
    const until = addDays(from, 1);
    return { key: from, label: from, tick: from, from, until, running: false, expected: null, minimum: null };
  });

describe("what was usual before a month", () => {
  const values = [80, 82, 80, 82, 80, 82, 10].map((value) => measured(value));

  it("is read from the days before it alone", () => {
    const usual = usualBefore({ periods: days(7), series: [series(values)] }, "2026-09-07");
    expect(usual).toMatchObject({ periods: 6, isProvisional: true });
    expect(usual?.low).toBeCloseTo(81 - 2.66 * 2);
    expect(usual?.high).toBeCloseTo(81 + 2.66 * 2);
  });

  it("leaves out what is too small to count", () => {
    const withNoise = [...values.slice(0, 5), measured(0, "insufficient"), measured(82)];
    expect(usualBefore({ periods: days(7), series: [series(withNoise)] }, "2026-09-08")?.low).toBeGreaterThan(70);
  });

  it("is nothing from a handful of days, or of several series at once", () => {
    expect(usualBefore({ periods: days(7), series: [series(values)] }, "2026-09-06")).toBeNull();
    expect(usualBefore({ periods: days(7), series: [series(values), series(values)] }, "2026-09-08")).toBeNull();
  });
});
