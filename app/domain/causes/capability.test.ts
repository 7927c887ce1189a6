import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assuranceOf } from "./capability";
import { usualRange } from "./usual-range";

/** Mean 86, every moving range 2: limits 86 ± 2.66 × 2, that is 80.68 and 91.32. */
const SWINGING = [85, 87, 85, 87, 85, 87, 85, 87, 85, 87, 85, 87];

describe("whether a process can hold its target", () => {
  it("always does with both limits on the good side, never with both on the bad one, else is unstable", () => {
    expect(assuranceOf(SWINGING, { comparator: ">=", expected: 80.68 })).toBe("always");
    expect(assuranceOf(SWINGING, { comparator: ">=", expected: 80.69 })).toBe("by-luck");
    expect(assuranceOf(SWINGING, { comparator: ">=", expected: 91.32 })).toBe("by-luck");
    expect(assuranceOf(SWINGING, { comparator: ">=", expected: 91.33 })).toBe("never");
  });

  it("turns round where low is good", () => {
    expect(assuranceOf(SWINGING, { comparator: "<=", expected: 91.32 })).toBe("always");
    expect(assuranceOf(SWINGING, { comparator: "<=", expected: 86 })).toBe("by-luck");
    expect(assuranceOf(SWINGING, { comparator: "<=", expected: 80.67 })).toBe("never");
  });

  it("asks for both ends of a band", () => {
    const band = (low: number, high: number) => assuranceOf(SWINGING, { comparator: "band", expected: { low, high } });
    expect(band(80, 92)).toBe("always");
    expect(band(82, 92)).toBe("by-luck");
    expect(band(84, 88)).toBe("by-luck");
    expect(band(92, 99)).toBe("never");
    expect(band(70, 80)).toBe("never");
  });

  it("counts a level that is just reached, but not where more is requested", () => {
    const steady = Array.from({ length: 12 }, () => 0.85);
    expect(assuranceOf(steady, { comparator: ">=", expected: 0.85 })).toBe("always");
    expect(assuranceOf(steady, { comparator: ">", expected: 0.85 })).toBe("never");
    expect(assuranceOf(steady, { comparator: "<=", expected: 0.85 })).toBe("always");
    expect(assuranceOf(steady, { comparator: "<", expected: 0.85 })).toBe("never");
  });

  it("says nothing from fewer than twelve points", () => {
    expect(assuranceOf(SWINGING.slice(1), { comparator: ">=", expected: 50 })).toBeNull();
  });

  it("agrees with the limits, and with its mirror image", () => {
    const points = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 12, maxLength: 30 });
    fc.assert(
      fc.property(points, fc.integer({ min: -1500, max: 1500 }), (series, level) => {
        const expected = level + 0.5;
        const { low = 0, high = 0 } = usualRange(series) ?? {};
        const assurance = assuranceOf(series, { comparator: ">=", expected });
        expect(assurance).toBe(low >= expected ? "always" : high < expected ? "never" : "by-luck");
        const mirrored = series.map((value) => -value);
        expect(assuranceOf(mirrored, { comparator: "<=", expected: -expected })).toBe(assurance);
      }),
    );
  });
});
