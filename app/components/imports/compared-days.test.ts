import { describe, expect, it } from "vitest";
import { besideBefore, type DayTotal } from "./compared-days";

const days = (...rows: [string, number][]): DayTotal[] => rows.map(([day, count]) => ({ day, rows: count }));

describe("the days of a file beside the file before it", () => {
  it("show those that a restated file lost, within it and at its end", () => {
    const now = days(["2026-02-01", 4], ["2026-02-03", 2]);
    const before = days(["2026-02-01", 5], ["2026-02-02", 7], ["2026-02-03", 2], ["2026-02-04", 3]);
    expect(besideBefore(now, before)).toEqual([
      { day: "2026-02-01", rows: 4, before: 5 },
      { day: "2026-02-02", rows: 0, before: 7 },
      { day: "2026-02-03", rows: 2, before: 2 },
      { day: "2026-02-04", rows: 0, before: 3 },
    ]);
  });

  it("are those of this file alone where it rolls on or goes on", () => {
    const rolling = besideBefore(
      days(["2026-02-02", 1], ["2026-02-03", 1]),
      days(["2026-02-01", 9], ["2026-02-02", 1]),
    );
    expect(rolling.map(({ day, before }) => [day, before])).toEqual([
      ["2026-02-02", 1],
      ["2026-02-03", null],
    ]);
    const next = besideBefore(days(["2026-02-02", 1]), days(["2026-02-01", 9]));
    expect(next).toEqual([{ day: "2026-02-02", rows: 1, before: null }]);
    expect(besideBefore([], days(["2026-02-01", 9]))).toEqual([]);
  });
});
