import { describe, expect, it } from "vitest";
import { bulletGeometry } from "./bullet-geometry";

const SHARE = { floor: 0, ceiling: 1 };
const OPEN = { floor: 0, ceiling: null };
const atLeast = { comparator: ">=", expected: 0.85, minimum: 0.8 } as const;
const atMost = { comparator: "<=", expected: 30, minimum: 45 } as const;

describe("a bullet", () => {
  it("puts expected and minimum at the same places whatever the metric", () => {
    const { ticks, missed } = bulletGeometry(0.84, atLeast, SHARE);
    expect(ticks[0]).toBeCloseTo(0.6);
    expect(missed).toHaveLength(1);
    expect(missed[0]?.from).toBe(0);
    expect(missed[0]?.until).toBeCloseTo(0.4);
  });

  it("has its miss beyond the minimum where less is better", () => {
    const { missed, ticks } = bulletGeometry(28, atMost, OPEN);
    expect(missed[0]?.until).toBe(1);
    expect(missed[0]?.from).toBeGreaterThan(ticks[0] ?? 1);
  });

  it("misses on both sides of a band and ticks both ends", () => {
    const target = { comparator: "band", expected: { low: 360, high: 440 }, minimum: null } as const;
    const { missed, ticks } = bulletGeometry(412, target, OPEN);
    expect(ticks).toHaveLength(2);
    expect(missed.map((part) => [part.from, part.until])).toEqual([
      [0, ticks[0]],
      [ticks[1], 1],
    ]);
  });

  it("stretches to hold a value far from its target", () => {
    for (const value of [0.05, 0.999]) {
      const { from, until, bar } = bulletGeometry(value, atLeast, SHARE);
      expect(from).toBeLessThanOrEqual(value);
      expect(until).toBeGreaterThanOrEqual(value);
      expect(bar).toBeGreaterThanOrEqual(0);
      expect(bar).toBeLessThanOrEqual(1);
    }
  });

  it("never shows shares above one or below nought", () => {
    const { from, until } = bulletGeometry(0.99, { comparator: ">=", expected: 0.98, minimum: 0.9 }, SHARE);
    expect(from).toBeGreaterThanOrEqual(0);
    expect(until).toBeLessThanOrEqual(1);
  });

  it("has no bar where nothing was measured", () => {
    expect(bulletGeometry(null, atLeast, SHARE).bar).toBeNull();
  });

  it("has an axis also where expected is nought and no minimum is set", () => {
    const { from, until, ticks } = bulletGeometry(0, { comparator: "<=", expected: 0, minimum: null }, OPEN);
    expect(until).toBeGreaterThan(from);
    expect(Number.isFinite(ticks[0])).toBe(true);
  });
});
