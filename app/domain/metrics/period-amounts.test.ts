import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodAmounts, type DayAmounts } from "./period-amounts";

const row = (vendorId: number, date: number, amounts: DayAmounts["amounts"]): DayAmounts => ({
  vendorId,
  day: `2026-10-${String(date).padStart(2, "0")}`,
  amounts,
});

const counts = fc.option(fc.nat(1000), { nil: undefined });
const rows = fc.array(
  fc.record({
    vendorId: fc.integer({ min: 1, max: 3 }),
    day: fc.integer({ min: 10, max: 31 }).map((date) => `2026-10-${date}`),
    amounts: fc
      .record({ offered: counts, "wait<=20": counts })
      .map((amounts) => Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== undefined))),
  }),
);
const FLOWS = ["offered", "wait<=20"];

describe("from days to a period", () => {
  it("adds flows up; the parts make the whole, in any order", () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const whole = periodAmounts([...b, ...a], FLOWS);
        const parts = [periodAmounts(a, FLOWS), periodAmounts(b, FLOWS)];
        for (const ref of FLOWS) {
          const stated = parts.map((part) => part[ref]).filter((amount) => amount !== undefined);
          expect(whole[ref]).toBe(stated.length === 0 ? undefined : stated.reduce((sum, amount) => sum + amount, 0));
        }
      }),
    );
  });

  it("knows a sum of nothing stated from a sum of zeros", () => {
    expect(periodAmounts([row(1, 1, { answered: 0 })], ["answered", "abandoned"])).toEqual({ answered: 0 });
  });

  it("reads a backlog on the last day that gives it, all slices of that day together", () => {
    const given = [
      row(1, 3, { backlogOpen: 500 }),
      row(1, 30, { backlogOpen: 40 }),
      row(1, 30, { backlogOpen: 2 }),
      row(1, 31, { offered: 9 }),
    ];
    expect(periodAmounts(given, ["backlogOpen"])).toEqual({ backlogOpen: 42 });
    expect(periodAmounts(given.toReversed(), ["backlogOpen"])).toEqual({ backlogOpen: 42 });
  });

  const stated = (site: string, dates: readonly number[], backlogOpen: number) =>
    dates.map((date) => ({ ...row(1, date, { backlogOpen }), site }));
  const from1 = (through: number) => Array.from({ length: through }, (_, index) => index + 1);

  it("reads the backlog of slices that are stated on different days on each one's own last day", () => {
    const given = [...stated("North", [30], 40), ...stated("South", [31], 2), ...stated("South", [24], 500)];
    expect(periodAmounts(given, ["backlogOpen"])).toEqual({ backlogOpen: 42 });
    const weekly = [...stated("North", [5, 12, 19, 26], 40), ...stated("South", [2, 9, 16, 23, 30], 2)];
    expect(periodAmounts(weekly, ["backlogOpen"])).toEqual({ backlogOpen: 42 });
    const weekdays = [...stated("North", [26, 27, 28, 29, 30], 40), ...stated("South", from1(31), 2)];
    expect(periodAmounts(weekdays, ["backlogOpen"])).toEqual({ backlogOpen: 42 });
  });

  it("leaves out a backlog that has ended: its slice was stated, and falls silent while others go on", () => {
    const daily = [...stated("North", from1(10), 40), ...stated("South", from1(31), 2)];
    expect(periodAmounts(daily, ["backlogOpen"])).toEqual({ backlogOpen: 2 });
    const weekly = [...stated("North", [1, 8], 40), ...stated("South", [1, 8, 15, 22, 29], 2)];
    expect(periodAmounts(weekly, ["backlogOpen"])).toEqual({ backlogOpen: 2 });
    expect(periodAmounts(stated("North", from1(10), 40), ["backlogOpen"])).toEqual({ backlogOpen: 40 });
  });

  it("reads each partner's backlog on its own last day", () => {
    const given = [row(1, 30, { backlogOpen: 40 }), row(2, 28, { backlogOpen: 5 }), row(2, 27, { backlogOpen: 7 })];
    expect(periodAmounts(given, ["backlogOpen"])).toEqual({ backlogOpen: 45 });
  });

  it("averages headcount over the days that give it, and adds sites and partners up", () => {
    const given = [
      row(1, 1, { headcount: 60 }),
      row(1, 1, { headcount: 40 }),
      row(1, 2, { headcount: 110 }),
      row(1, 3, { offered: 5 }),
      row(2, 1, { headcount: 20 }),
    ];
    expect(periodAmounts(given, ["headcount"])).toEqual({ headcount: 125 });
  });
});
