import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignBest } from "./assign";

/** Every pairing tried out. */
function bestTotal(scores: readonly (readonly number[])[], columns: readonly number[], row = 0): number {
  if (row === scores.length) return 0;
  const without = bestTotal(scores, columns, row + 1);
  return columns.reduce((best, column) => {
    const rest = columns.filter((other) => other !== column);
    return Math.max(best, (scores[row]?.[column] ?? 0) + bestTotal(scores, rest, row + 1));
  }, without);
}

describe("the best pairing", () => {
  it("gives up a better pair for a better whole", () => {
    expect(
      assignBest(
        [
          [0.9, 0.8],
          [0.85, 0],
        ],
        2,
      ),
    ).toEqual([1, 0]);
  });

  it("is as good as the best of all pairings, and pairs nothing twice or worthless", () => {
    const matrices = fc.integer({ min: 0, max: 4 }).chain((width) =>
      fc.record({
        width: fc.constant(width),
        scores: fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: width, maxLength: width }), {
          maxLength: 5,
        }),
      }),
    );
    fc.assert(
      fc.property(matrices, ({ width, scores }) => {
        const pairs = assignBest(scores, width);
        const used = pairs.filter((column) => column >= 0);
        expect(new Set(used).size).toBe(used.length);
        const values = pairs.map((column, row) => (column < 0 ? null : (scores[row]?.[column] ?? 0)));
        expect(values).not.toContain(0);
        const total = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
        expect(total).toBe(bestTotal(scores, [...Array(width).keys()]));
      }),
    );
  });
});
