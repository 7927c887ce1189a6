import { describe, expect, it } from "vitest";
import type { TrendView, TrendPeriod, TrendValue } from "~/domain/causes/trend";
import { dayPosition, layoutPins, spreadLabels, tickDecimals, tickIndexes, valueAxis } from "./trend-geometry";

const month = (number: number): TrendPeriod => ({
  key: `2026-0${number}`,
  label: `2026-0${number}`,
  tick: `0${number}`,
  from: `2026-0${number}-01`,
  until: `2026-0${number + 1}-01`,
  running: false,
  expected: null,
  minimum: null,
});
const value = (figure: number | null): TrendValue => ({
  value: figure,
  numerator: null,
  denominator: null,
  n: null,
  verdict: "no-target",
});
const trend = (figures: readonly (number | null)[], unit: TrendView["unit"] = "share"): TrendView => ({
  unit,
  decimals: 1,
  direction: "up",
  periods: figures.map((_, index) => month(index + 1)),
  series: [{ key: "a", name: "A", values: figures.map(value), total: value(null) }],
  pins: [],
});
const pin = (number: number, day: string) => ({ number, day, title: "", href: null });

describe("a trend's axis", () => {
  it("ends on round figures that hold every value", () => {
    const axis = valueAxis(trend([0.784, 0.871]), 5);
    expect(axis?.from).toBeLessThanOrEqual(0.784);
    expect(axis?.until).toBeGreaterThanOrEqual(0.871);
    expect(axis?.shown).toMatchObject({ suffix: "%", decimals: 0 });
  });

  it("has hours for long durations", () => {
    expect(valueAxis(trend([3600, 90_000], "seconds"), 5)?.shown.suffix).toContain("h");
  });

  it("never goes below nought for figures that cannot", () => {
    expect(valueAxis(trend([0, 0.01]), 5)?.from).toBe(0);
  });

  it("never goes beyond the whole for shares that cannot", () => {
    expect(valueAxis(trend([0.5, 0.995]), 5)?.until).toBeLessThanOrEqual(1);
  });

  it("is none where nothing was measured", () => {
    expect(valueAxis(trend([null, null]), 5)).toBeNull();
  });

  it("has as many decimals as tell its ticks apart", () => {
    expect([20, 1, 0.5, 0.05].map(tickDecimals)).toEqual([0, 0, 1, 2]);
  });
});

describe("labels of periods", () => {
  it("always include the last one", () => {
    for (let count = 1; count < 70; count += 1) {
      const ticks = tickIndexes(count, 7);
      expect(ticks.at(-1)).toBe(count - 1);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }
  });
});

describe("pins", () => {
  const periods = [month(1), month(2), month(3)];

  it("stand on their day within its period", () => {
    expect(dayPosition("2026-02-14", periods)).toBeCloseTo(0.98, 1);
    expect(dayPosition("2026-01-01", periods)).toBe(0);
    expect(dayPosition("2026-09-01", periods)).toBeNull();
  });

  it("move down rather than hide each other", () => {
    const placed = layoutPins([pin(2, "2026-02-15"), pin(1, "2026-02-14"), pin(3, "2026-03-20")], periods, 0.2);
    expect(placed.map(({ number, row }) => [number, row])).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
    ]);
  });
});

describe("names at the lines' ends", () => {
  it("keep their distance, their order and the box", () => {
    const heights = spreadLabels([50, 52, 51, 99], 14, 0, 100);
    const sorted = [...heights].sort((a, b) => a - b);
    for (let index = 1; index < sorted.length; index += 1) {
      expect((sorted[index] ?? 0) - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-9);
    }
    expect(Math.max(...heights)).toBeLessThanOrEqual(100);
    expect(heights[0]).toBeLessThan(heights[2] ?? 0);
  });
});
