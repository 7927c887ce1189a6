import { describe, expect, it } from "vitest";
import { isOutside, usualRange } from "~/domain/causes/usual-range";

describe("individuals charts, as published", () => {
  // D. J. Wheeler, Making Sense of Data, p. 382, as used by the tests of statprocon (MIT).
  it("gives the limits of Wheeler's example for verifying software", () => {
    const series = [5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200];
    const range = usualRange(series);
    expect(range?.mean).toBe(4135.5);
    expect(range?.meanMovingRange).toBeCloseTo(355.93, 2);
    expect(range?.low).toBeCloseTo(3188.72, 2);
    expect(range?.high).toBeCloseTo(5082.28, 2);
    expect(range?.isProvisional).toBe(false);
  });

  // The same source: with the upper limit stated as 60.7, the point at 60.7 is not flagged.
  it("flags what lies outside the limits and not what lies on one", () => {
    const series = [
      55.6, 54.7, 54.9, 54.8, 56.9, 55.7, 53.8, 54.8, 53.4, 57.0, 59.4, 63.2, 60.9, 60.7, 58.6, 57.3, 56.9, 58.1, 58.3,
      50.9, 53.3, 52.5, 50.8, 52.9,
    ];
    const limits = { low: usualRange(series)?.low ?? Number.NaN, high: 60.7 };
    const flagged = series.flatMap((value, index) => (isOutside(value, limits) ? [index] : []));
    expect(flagged).toEqual([11, 12, 19, 22]);
  });
});
