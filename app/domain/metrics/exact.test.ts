import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareExact,
  divide,
  exact,
  exactToFixed,
  multiply,
  roundExact,
  ROUNDING_MODES,
  shiftTen,
  subtract,
  toNumber,
} from "./exact";

const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });

describe("exact arithmetic", () => {
  it("takes a number for the figure that it is written as", () => {
    expect(compareExact(exact(0.1), divide(exact(1), exact(10)))).toBe(0);
    expect(compareExact(subtract(exact(0.3), exact(0.1)), exact(0.2))).toBe(0);
    expect(toNumber(multiply(exact(1e-7), exact(1e21)))).toBe(1e14);
    expect(toNumber(exact(-0))).toBe(0);
    for (const wrong of [Number.NaN, Infinity]) expect(() => exact(wrong)).toThrow(RangeError);
    expect(() => divide(exact(1), exact(0))).toThrow(RangeError);
  });

  it("gives every number back", () => {
    fc.assert(
      fc.property(anyNumber, (value) => Math.abs(toNumber(exact(value)) - value) <= Math.abs(value) * 1e-12 + 1e-19),
    );
    fc.assert(fc.property(fc.integer(), (value) => toNumber(exact(value)) === value));
  });

  it("gives the nearest number, small parts and large parts of one fraction alike", () => {
    const part = fc.maxSafeInteger();
    const divisor = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    const factor = fc.bigInt({ min: 2n ** 54n, max: 2n ** 90n });
    fc.assert(
      fc.property(part, divisor, factor, (top, bottom, times) => {
        const small = divide(exact(top), exact(bottom));
        const large = { numerator: small.numerator * times, denominator: small.denominator * times };
        expect(toNumber(small)).toBe(toNumber(large));
        // Read by the language from a text that says more than decides between two neighbors.
        expect(toNumber(small)).toBe(Number(exactToFixed(small, 120)) + 0);
      }),
    );
    expect(toNumber({ numerator: 2n ** 54n + 2n, denominator: 1n })).toBe(2 ** 54);
    const tiny = 3n * 2n ** 90n;
    expect(toNumber({ numerator: (2n ** 54n + 2n) * tiny + 1n, denominator: tiny })).toBe(2 ** 54 + 4);
    expect(toNumber(exact(-1.5e-300))).toBe(-1.5e-300);
  });

  it("takes whole numbers as it takes their text", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: -30, max: 30 }), (value, decimals) => {
        const power = 10n ** BigInt(Math.abs(decimals));
        const [top, bottom] = decimals < 0 ? [BigInt(value), power] : [BigInt(value) * power, 1n];
        expect(shiftTen(exact(value), decimals)).toEqual({ numerator: top, denominator: bottom });
      }),
    );
  });

  it("orders as numbers do, negative divisors included", () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        expect(compareExact(exact(a), exact(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
    expect(compareExact(divide(exact(1), exact(-2)), exact(0))).toBe(-1);
  });

  it("rounds halves as each mode says, on both sides of zero", () => {
    const rounded = (value: number) => ROUNDING_MODES.map((mode) => toNumber(roundExact(exact(value), 1, mode)));
    expect(rounded(0.25)).toEqual([0.3, 0.2, 0.2, 0.3]);
    expect(rounded(0.35)).toEqual([0.4, 0.4, 0.3, 0.4]);
    expect(rounded(-0.25)).toEqual([-0.3, -0.2, -0.2, -0.3]);
    expect(rounded(0.21)).toEqual([0.2, 0.2, 0.2, 0.3]);
    expect(rounded(0.2)).toEqual([0.2, 0.2, 0.2, 0.2]);
  });

  it("writes decimals without a negative zero", () => {
    expect(exactToFixed(exact(-0.04), 1)).toBe("0.0");
    expect(exactToFixed(exact(-1.05), 1)).toBe("-1.1");
    expect(exactToFixed(exact(1234.5), 0)).toBe("1235");
    expect(exactToFixed(exact(0.005), 2)).toBe("0.01");
  });
});
