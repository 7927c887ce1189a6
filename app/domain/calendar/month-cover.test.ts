import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayFromNumber, partsOf } from "./day";
import { daysOf, lengthInDays } from "./day-range";
import { coverWithMonths } from "./month-cover";
import { periodOf, splitRange } from "./period";

const anyRange = fc
  .tuple(fc.integer({ min: 10_000, max: 25_000 }), fc.integer({ min: 0, max: 500 }))
  .map(([first, length]) => ({ from: dayFromNumber(first), until: dayFromNumber(first + length) }));
const anyStarts = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 3 });

describe("days in whole months", () => {
  it("are thirteen months without a day left over, be they calendar or fiscal", () => {
    const year = { from: "2025-10-01", until: "2026-11-01" };
    expect(coverWithMonths(year, [1, 22])).toEqual({ months: year, days: [] });
    const fiscal = { from: "2025-09-22", until: "2026-10-22" };
    expect(coverWithMonths(fiscal, [1, 22])).toEqual({ months: fiscal, days: [] });
    expect(coverWithMonths(fiscal, [1])).toEqual({
      months: { from: "2025-10-01", until: "2026-10-01" },
      days: [
        { from: "2025-09-22", until: "2025-10-01" },
        { from: "2026-10-01", until: "2026-10-22" },
      ],
    });
  });

  it("are days alone where no month fits in, and nothing where there are none", () => {
    const running = { from: "2026-10-01", until: "2026-10-31" };
    expect(coverWithMonths(running, [1, 15])).toEqual({ months: null, days: [running] });
    expect(coverWithMonths({ from: "2026-10-01", until: "2026-10-01" }, [1])).toEqual({ months: null, days: [] });
    expect(coverWithMonths({ from: "0001-01-01", until: "0001-01-05" }, [22])).toMatchObject({ months: null });
  });

  it("leave nothing out and count nothing twice; no start covers more", () => {
    fc.assert(
      fc.property(anyRange, anyStarts, (range, starts) => {
        const { months, days } = coverWithMonths(range, starts);
        const parts = [...days, ...(months === null ? [] : [months])].toSorted((a, b) => (a.from < b.from ? -1 : 1));
        expect(parts.flatMap(daysOf)).toEqual(daysOf(range));
        const covered = months === null ? 0 : lengthInDays(months);
        for (const fiscalStartDay of starts) {
          const whole = splitRange(range, "fiscal-month", { fiscalStartDay }).filter((piece) => piece.whole);
          expect(covered).toBeGreaterThanOrEqual(whole.reduce((sum, piece) => sum + lengthInDays(piece.range), 0));
        }
        if (months === null) return;
        const fiscalStartDay = partsOf(months.from).date;
        expect(starts).toContain(fiscalStartDay);
        expect(periodOf("fiscal-month", addDays(months.until, -1), { fiscalStartDay }).range.until).toBe(months.until);
      }),
    );
  });
});
