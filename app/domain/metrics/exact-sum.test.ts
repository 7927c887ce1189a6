import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactSum, toMillionth } from "./exact-sum";

/** A number of millionths as people write it: `-12.000345`. */
function written(millionths: bigint): string {
  const size = millionths < 0n ? -millionths : millionths;
  return `${millionths < 0n ? "-" : ""}${size / 1_000_000n}.${String(size % 1_000_000n).padStart(6, "0")}`;
}

const amounts = fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), { maxLength: 300 });

describe("exact sums", () => {
  it("are the double nearest to the decimal sum, in any order and in any groups", () => {
    fc.assert(
      fc.property(amounts, fc.nat(), fc.integer({ min: 1, max: 20 }), (parts, turn, size) => {
        const numbers = parts.map((part) => Number(written(part)));
        const decimal = Number(written(parts.reduce((sum, part) => sum + part, 0n)));
        const cut = numbers.length === 0 ? 0 : turn % numbers.length;
        const turned = [...numbers.slice(cut), ...numbers.slice(0, cut)].toReversed();
        const groups = Array.from({ length: Math.ceil(turned.length / size) }, (_, index) =>
          exactSum(turned.slice(index * size, (index + 1) * size)),
        );
        expect(exactSum(numbers)).toBe(decimal);
        expect(exactSum(turned)).toBe(decimal);
        expect(exactSum(groups)).toBe(decimal);
      }),
    );
  });

  it("hold up to nine thousand million", () => {
    expect(exactSum([2_251_799_813.000001, 2_251_799_812.999999, 4_500_000_000])).toBe(9_003_599_626);
    expect(exactSum([1e11, 1, 4e11])).toBe(500_000_000_001);
    expect(exactSum([])).toBe(0);
  });

  it("take what is left of a sum of tenths away", () => {
    expect([0.1, 0.2, 0.3].reduce((sum, amount) => sum + amount, 0)).not.toBe(0.6);
    expect(exactSum([0.1, 0.2, 0.3])).toBe(0.6);
  });
});

describe("an amount to its millionth", () => {
  it("is the number that was written, where no more than six decimals were", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 51n) + 1n, max: 2n ** 51n - 1n }), (millionths) => {
        const amount = Number(written(millionths));
        expect(toMillionth(amount)).toBe(amount);
      }),
    );
    expect(toMillionth(0.1 + 0.2)).toBe(0.3);
    expect(toMillionth(1 / 3)).toBe(0.333333);
    expect(toMillionth(123_456_789_012.5)).toBe(123_456_789_012.5);
  });
});
