import { describe, expect, it } from "vitest";
import { findingOf } from "./finding";
import type { TrendPeriod, TrendValue } from "./trend";

type Point = Pick<TrendValue, "value" | "verdict" | "unjudged"> & { running?: boolean; minimum?: number | null };

function trendOf(points: readonly Point[]) {
  const periods = points.map(({ running = false, minimum = 0.5 }, index): TrendPeriod => {
    const day = `2026-10-${String(index + 1).padStart(2, "0")}`;
    return { key: day, label: day, tick: day, from: day, until: day, running, expected: 0.8, minimum };
  });
  const values = points.map(({ value, verdict, unjudged }): TrendValue => {
    return { value, verdict, unjudged, numerator: null, denominator: null, n: 1 };
  });
  const total: TrendValue = { value: 0.7, numerator: 7, denominator: 10, n: 10, verdict: "no-target" };
  return { periods, series: [{ key: "", name: "CSAT", values, total }] };
}

const met: Point = { value: 0.9, verdict: "met" };
const missed: Point = { value: 0.4, verdict: "missed" };

describe("what a trend shows", () => {
  it("counts the misses among the judged periods; gaps and running ones are no periods", () => {
    const points = [met, missed, missed, { value: null, verdict: "no-data" } as const];
    const running: Point = { value: 0.1, verdict: "running", running: true };
    expect(findingOf(trendOf([...points, running]))).toEqual({
      code: "missed",
      missed: 2,
      of: 3,
      level: "minimum",
      at: 0.5,
      judged: true,
    });
  });

  it("knows days that no contract judges from verdicts", () => {
    const days = [met, missed, missed].map(({ value, verdict }): Point => {
      return { value, verdict: "no-target", unjudged: verdict === "met" ? "met" : "missed" };
    });
    expect(findingOf(trendOf(days))).toMatchObject({ code: "missed", missed: 2, of: 3, judged: false });
  });

  it("names no level where it changed", () => {
    expect(findingOf(trendOf([met, missed, { ...missed, minimum: 0.6 }]))).toMatchObject({ code: "missed", at: null });
  });

  it("speaks of the expected level where a miss had no minimum", () => {
    const points = [met, met, { ...missed, minimum: null }];
    expect(findingOf(trendOf(points))).toMatchObject({ code: "missed", level: "expected" });
  });

  it("makes no trend of one or two points", () => {
    expect(findingOf(trendOf([met]))).toMatchObject({ code: "one-point" });
    expect(findingOf(trendOf([met, missed]))).toMatchObject({ code: "too-few", points: 2 });
    expect(findingOf(trendOf([]))).toEqual({ code: "no-data" });
  });

  it("gives the range where nothing was agreed", () => {
    const free = [0.2, 0.6, 0.4].map((value) => ({ value, verdict: "no-target" as const }));
    expect(findingOf(trendOf(free))).toEqual({ code: "range", low: 0.2, high: 0.6, of: 3 });
  });
});
