import { describe, expect, it } from "vitest";
import type { BaseLevel } from "~/domain/contracts/verdict";
import type { PastResults } from "~/domain/scorecards/result-line";
import { sparklineGeometry } from "./sparkline-geometry";

const points = (values: readonly (number | null)[], level: BaseLevel | null = null): PastResults => ({
  values,
  expected: [{ level, periods: values.length }],
  verdict: "met",
});

describe("a sparkline", () => {
  it("never joins across a gap", () => {
    const { path } = sparklineGeometry(points([1, 2, null, 3, 4]), 100, 20);
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it("shows a point without neighbors as a dot", () => {
    const { alone } = sparklineGeometry(points([1, null, 3, null, 4, 5]), 100, 20);
    expect(alone).toHaveLength(2);
  });

  it("has no last mark where the last period was not measured, but keeps its place", () => {
    const { last, end } = sparklineGeometry(points([1, 2, null]), 100, 20);
    expect(last).toBeNull();
    expect(end.x).toBeCloseTo(96.5);
  });

  it("marks the last point by the verdict of its own period", () => {
    expect(sparklineGeometry({ ...points([0.9, 0.7]), verdict: "missed" }, 100, 20).last?.verdict).toBe("missed");
  });

  it("draws higher values higher", () => {
    const { last } = sparklineGeometry(points([1, 2, 3]), 100, 20);
    expect(last?.y).toBeLessThan(10);
  });

  it("steps where the expected level changes, half way between two periods", () => {
    const expected = [
      { level: 0.84, periods: 2 },
      { level: 0.85, periods: 1 },
    ];
    const amended = { ...points([0.9, 0.9, 0.9]), expected };
    expect(sparklineGeometry(amended, 107, 20).expectedPath).toMatch(/H78\.5V[\d.]+H103\.5$/);
  });

  it("draws both ends of a band", () => {
    const { expectedPath } = sparklineGeometry(points([400, 410], { low: 360, high: 440 }), 100, 20);
    expect(expectedPath.match(/M/g)).toHaveLength(2);
  });

  it("stays in its box, flat or empty", () => {
    for (const series of [points([]), points([5]), points([5, 5, 5]), points([null, null])]) {
      const { path, end } = sparklineGeometry(series, 100, 20);
      expect(path).not.toContain("NaN");
      expect(Number.isFinite(end.x) && Number.isFinite(end.y)).toBe(true);
    }
  });
});
