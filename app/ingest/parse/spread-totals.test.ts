import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactSum, toMillionth } from "~/domain/metrics/exact-sum";
import { compileSpread, daysOfPeriod, type RowTotals } from "./spread-totals";

const WEEK = daysOfPeriod("2026-03-02", "week-from");
const PERIODS = fc.constantFrom("week" as const, "month" as const).map((period) => daysOfPeriod("2026-03-04", period));
const COUNTS = fc.nat(100_000);
const SHARES = fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000);

/** The parts of each measure of a row, by day. */
function partsOf(totals: RowTotals, days = WEEK): Record<string, (number | null)[]> {
  const spread = compileSpread([...totals.keys()].map((measure) => ({ measure })));
  const parts = spread(totals, days);
  return Object.fromEntries(
    [...totals.keys()].map((measure) => [
      measure,
      parts.filter((part) => part.measure === measure).map(({ amount }) => amount),
    ]),
  );
}

const numbers = (parts: readonly (number | null)[] | undefined) => (parts ?? []).map((part) => part ?? NaN);

describe("a total of several days", () => {
  test("is about the days that its period names", () => {
    expect(daysOfPeriod("2026-03-04", "day")).toEqual(["2026-03-04"]);
    expect([daysOfPeriod("2026-03-04", "week")[0], daysOfPeriod("2026-03-04", "week").at(-1)]).toEqual([
      "2026-03-02",
      "2026-03-08",
    ]);
    expect(daysOfPeriod("2026-03-08", "week-to")).toEqual(WEEK);
    expect(daysOfPeriod("2026-02-01", "month")).toHaveLength(28);
  });

  test("is spread so that the days add up to it again, whole numbers in whole numbers", () => {
    expect(partsOf(new Map([["offered", 100]]))).toEqual({ offered: [15, 15, 14, 14, 14, 14, 14] });
    fc.assert(
      fc.property(
        fc.oneof(COUNTS, fc.double({ min: 0, max: 1e6, noNaN: true }).map(toMillionth)),
        PERIODS,
        (amount, days) => {
          const parts = numbers(partsOf(new Map([["offered", amount]]), days)["offered"]);
          expect(exactSum(parts)).toBe(amount);
          expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(Number.isInteger(amount) ? 1 : 1.1e-6);
        },
      ),
    );
  });

  test("is a stock on its last day, an average on every day, and nothing where it is blank", () => {
    expect(compileSpread([{ measure: "backlogOpen" }])(new Map([["backlogOpen", 40]]), WEEK)).toEqual([
      { measure: "backlogOpen", day: "2026-03-08", amount: 40 },
    ]);
    expect(partsOf(new Map([["headcount", 12]]))["headcount"]).toEqual(Array.from({ length: 7 }, () => 12));
    expect(partsOf(new Map([["offered", null]]))["offered"]).toEqual(Array.from({ length: 7 }, () => null));
  });
});

describe("a sum of several days", () => {
  test("has the average of its period on every day, and nothing on days without its count", () => {
    expect(
      partsOf(
        new Map([
          ["csatScoreSum", 36],
          ["csatResponses", 8],
        ]),
      ),
    ).toEqual({
      csatScoreSum: [9, 4.5, 4.5, 4.5, 4.5, 4.5, 4.5],
      csatResponses: [2, 1, 1, 1, 1, 1, 1],
    });
    expect(
      partsOf(
        new Map([
          ["pointsEarned", 181.5],
          ["pointsPossible", 200],
          ["reviews", 2],
        ]),
      ),
    ).toEqual({
      pointsEarned: [90.75, 90.75, 0, 0, 0, 0, 0],
      pointsPossible: [100, 100, 0, 0, 0, 0, 0],
      reviews: [1, 1, 0, 0, 0, 0, 0],
    });
  });

  test("adds up to the whole, keeps to the average of its period and leaves no day outside of the scale of the score", () => {
    const pairs = fc.constantFrom(
      ["csatScoreSum", "csatResponses"],
      ["handleSeconds", "handleKnown"],
      ["waitSeconds", "answered"],
      ["resolutionSeconds", "resolved"],
      ["pointsEarned", "reviews"],
    );
    const averages = fc.integer({ min: 1_000, max: 5_000 }).map((thousandths) => thousandths / 1_000);
    fc.assert(
      fc.property(pairs, COUNTS, averages, PERIODS, ([sum = "", count = ""], of, average, days) => {
        const total = toMillionth(of * average);
        const parts = partsOf(
          new Map([
            [sum, total],
            [count, of],
          ]),
          days,
        );
        const [sums, counts] = [numbers(parts[sum]), numbers(parts[count])];
        expect([exactSum(sums), exactSum(counts)]).toEqual([total, of]);
        counts.forEach((responses, day) => {
          const part = sums[day] ?? NaN;
          expect(part).toBeGreaterThanOrEqual(responses);
          expect(part).toBeLessThanOrEqual(5 * responses);
          expect(Math.abs(part - responses * average)).toBeLessThanOrEqual(1.5e-6);
        });
      }),
    );
  });

  test("is spread evenly where the row does not state its count, or states none for it", () => {
    expect(partsOf(new Map([["handleSeconds", 21]]))["handleSeconds"]).toEqual([3, 3, 3, 3, 3, 3, 3]);
    const uncounted = partsOf(
      new Map([
        ["handleSeconds", 21],
        ["handled", 0],
      ]),
    );
    expect(uncounted["handleSeconds"]).toEqual([3, 3, 3, 3, 3, 3, 3]);
    const unstated = partsOf(
      new Map([
        ["handleSeconds", 21],
        ["handled", null],
      ]),
    );
    expect(unstated["handleSeconds"]).toEqual([3, 3, 3, 3, 3, 3, 3]);
  });

  test("has the average of its period on every day where count and sum stand in different rows", () => {
    const spread = compileSpread([
      { measure: "csatResponses", when: { column: "KPI", is: ["Responses"] } },
      { measure: "csatScoreSum", when: { column: "KPI", is: ["Scores"] } },
      { measure: "orders", when: { column: "KPI", is: ["Orders"] } },
    ]);
    const parts = (measure: string, amount: number) =>
      spread(new Map([[measure, amount]]), WEEK).map((part) => part.amount ?? NaN);
    const responses = parts("csatResponses", 8);
    parts("csatScoreSum", 36).forEach((sum, day) => expect(sum / (responses[day] ?? NaN)).toBeCloseTo(4.5, 5));
    expect(exactSum(responses)).toBe(8);
    expect(parts("orders", 8)).toEqual([2, 1, 1, 1, 1, 1, 1]);
  });

  test("is spread whatever its size", () => {
    const parts = partsOf(
      new Map([
        ["handleSeconds", 1e300],
        ["handled", 8],
        ["waitSeconds", 1e300],
        ["answered", 1e290],
      ]),
    );
    for (const part of Object.values(parts).flat()) expect(part).toBeGreaterThanOrEqual(0);
  });
});

describe("a count that is a part of another", () => {
  test("is never above its whole on a day, and has the share of its period on every day", () => {
    fc.assert(
      fc.property(COUNTS, SHARES, SHARES, fc.boolean(), PERIODS, (offered, rate, level, isWhole, days) => {
        const retained = isWhole ? Math.floor : toMillionth;
        const answered = retained(offered * rate);
        const within = retained(answered * level);
        const totals = new Map([
          ["wait<=20", within],
          ["answered", answered],
          ["abandoned", toMillionth(offered - answered)],
          ["offered", offered],
        ]);
        const parts = partsOf(totals, days);
        for (const [measure, total] of totals) expect(exactSum(numbers(parts[measure]))).toBe(total);
        numbers(parts["offered"]).forEach((whole, day) => {
          const [part = NaN, most = NaN, lost = NaN] = ["wait<=20", "answered", "abandoned"].map(
            (measure) => numbers(parts[measure])[day],
          );
          expect(part).toBeLessThanOrEqual(most);
          expect(most).toBeLessThanOrEqual(whole);
          expect(Math.abs(most + lost - whole)).toBeLessThanOrEqual(2.5e-6);
          if (offered > 0) expect(Math.abs(part - (whole * within) / offered)).toBeLessThanOrEqual(2.5e-6);
        });
      }),
    );
  });

  test("stands for itself where it exceeds the other, as what is handled without a queue does", () => {
    expect(
      partsOf(
        new Map([
          ["offered", 3],
          ["handled", 14],
          ["handleSeconds", 140],
        ]),
      ),
    ).toEqual({
      offered: [1, 1, 1, 0, 0, 0, 0],
      handled: [2, 2, 2, 2, 2, 2, 2],
      handleSeconds: [20, 20, 20, 20, 20, 20, 20],
    });
  });
});
