import { describe, expect, test } from "vitest";
import { lastDay, lengthInDays } from "~/domain/calendar/day-range";
import { LONGEST_DAYS, rangeRequested, rangeUpTo } from "./metric-page-question";

describe("the days of an address", () => {
  test.each([
    ["of a figure and its rows", () => rangeUpTo("1900-01-01", "2026-10-31")],
    ["of a metric", () => rangeRequested({ from: "1900-01-01", to: "2026-10-31" }, "2026-10-31")],
    ["of a metric, the last day first", () => rangeRequested({ from: "2026-10-31", to: "1900-01-01" }, "2026-10-31")],
  ])("%s are cut at their beginning where they are too many", (_name, read) => {
    const range = read();
    expect([lengthInDays(range), lastDay(range)]).toEqual([LONGEST_DAYS, "2026-10-31"]);
  });

  test("are as requested where they are not too many", () => {
    expect(rangeUpTo("2026-10-01", "2026-10-31")).toEqual({ from: "2026-10-01", until: "2026-11-01" });
  });
});
