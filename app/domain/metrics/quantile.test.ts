import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentileValue, quantileOf } from "./quantile";
import {
  binOf,
  binValue,
  EMPTY_SKETCH,
  GAMMA,
  mergeSketches,
  RELATIVE_ERROR,
  sketchCount,
  sketchOf,
  sketchPercentileValue,
  sketchQuantile,
  ZERO_BIN,
} from "./histogram";

const durations = fc.array(fc.oneof(fc.nat(90_000), fc.double({ min: 0, max: 5e6, noNaN: true })), {
  minLength: 1,
  maxLength: 200,
});
/** The exact percentile is given to a millionth, the histogram's is not. */
const HALF_A_MILLIONTH = 5e-7;
const quantile = fc.double({ min: 0, max: 1, noNaN: true });
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

describe("percentiles of single values", () => {
  it("are those of a spreadsheet's PERCENTILE.INC", () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((q) => quantileOf([1, 2, 3, 4], q))).toEqual([1, 1.75, 2.5, 3.7, 4]);
    expect(quantileOf([7], 0.9)).toBe(7);
  });

  it("equal the limit that they reach: ten times 0 and two times 100 have a p90 of 90", () => {
    expect(quantileOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 100], 0.9)).toBe(90);
    fc.assert(
      fc.property(
        fc.array(fc.nat(90_000), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 99 }),
        (values, percent) => {
          const sorted = ascending(values);
          const at = BigInt(percent * (sorted.length - 1));
          const [below = 0, above = below] = [sorted[Number(at / 100n)], sorted[Number(at / 100n) + 1]];
          const hundredths = BigInt(below) * 100n + BigInt(above - below) * (at % 100n);
          expect(quantileOf(sorted, percent / 100)).toBe(Number(hundredths) / 100);
        },
      ),
    );
  });

  it("are by nearest rank the value of rank ⌈q × n⌉", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    for (const percent of [1, 7, 29, 50, 55, 57, 58, 90, 95, 99]) {
      expect(quantileOf(hundred, percent / 100, "nearest-rank"), String(percent)).toBe(percent);
    }
    expect([0.05, 0.3, 0.4, 0.5, 1].map((q) => quantileOf([15, 20, 35, 40, 50], q, "nearest-rank"))).toEqual([
      15, 20, 20, 35, 50,
    ]);
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9_999 }),
        (values, share) => {
          const sorted = ascending(values);
          const found = quantileOf(sorted, share / 10_000, "nearest-rank") ?? Number.NaN;
          const upTo = sorted.filter((value) => value <= found).length;
          const before = sorted.filter((value) => value < found).length;
          expect(upTo * 10_000).toBeGreaterThanOrEqual(share * sorted.length);
          expect(before * 10_000).toBeLessThan(share * sorted.length);
        },
      ),
    );
  });

  it("do not exist without values, or outside 0 to 1", () => {
    expect(quantileOf([], 0.5)).toBeNull();
    expect(percentileValue([], 0.5)).toEqual({ status: "no-data" });
    expect(() => quantileOf([1], 1.1)).toThrow(RangeError);
    expect(() => quantileOf([1], Number.NaN)).toThrow(RangeError);
  });

  it("carry their sample, and no denominator", () => {
    expect(percentileValue([1, 2, 3], 0.5)).toEqual({
      status: "measured",
      numerator: 2,
      denominator: null,
      value: 2,
      n: 3,
    });
  });
});

describe("histograms of durations", () => {
  it("keep any percentile within one per cent of the exact one", () => {
    fc.assert(
      fc.property(durations, quantile, (values, q) => {
        const exact = quantileOf(ascending(values), q) ?? Number.NaN;
        const approximate = sketchQuantile(sketchOf(values), q) ?? Number.NaN;
        expect(Math.abs(approximate - exact)).toBeLessThanOrEqual(
          exact * RELATIVE_ERROR * (1 + 1e-9) + HALF_A_MILLIONTH,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("are the same whether values came together or in parts, in any order", () => {
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        const together = sketchOf([...a, ...b]);
        expect(mergeSketches([sketchOf(b), sketchOf(a)])).toEqual(together);
        expect(sketchCount(together)).toBe(a.length + b.length);
        expect(mergeSketches([together, EMPTY_SKETCH])).toEqual(together);
      }),
    );
  });

  it("hold in each bin what lies above the border before it, up to its own", () => {
    expect([binOf(GAMMA ** 10 * 0.999), binOf(GAMMA ** 10 * 1.001)]).toEqual([10, 11]);
    expect(binOf(1)).toBe(0);
    expect(binOf(0)).toBe(ZERO_BIN);
    expect(binValue(ZERO_BIN)).toBe(0);
  });

  it("take nothing for a duration that is none", () => {
    for (const wrong of [-1, Number.NaN, Infinity]) expect(() => binOf(wrong)).toThrow(RangeError);
  });

  it("have no percentile when empty, and the number of values for a sample", () => {
    expect(sketchPercentileValue(EMPTY_SKETCH, 0.5)).toEqual({ status: "no-data" });
    expect(sketchPercentileValue(sketchOf([0, 0, 0]), 0.5)).toMatchObject({ value: 0, n: 3 });
  });
});
