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
} from "./sketch";

const durations = fc.array(fc.oneof(fc.nat(90_000), fc.double({ min: 0, max: 5e6, noNaN: true })), {
  minLength: 1,
  maxLength: 200,
});
const quantile = fc.double({ min: 0, max: 1, noNaN: true });
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

describe("percentiles of single values", () => {
  it("are those of a spreadsheet's PERCENTILE.INC", () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((q) => quantileOf([1, 2, 3, 4], q))).toEqual([1, 1.75, 2.5, 3.7, 4]);
    expect(quantileOf([7], 0.9)).toBe(7);
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
        expect(Math.abs(approximate - exact)).toBeLessThanOrEqual(exact * RELATIVE_ERROR * (1 + 1e-9));
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
