import type { Day } from "../calendar/day";
import type { DayRange } from "../calendar/day-range";
import { rangeLabel } from "../calendar/labels";
import { periodOf, splitRange } from "../calendar/period";
import type { RowsBar } from "./rows-view";

type DayRows = { readonly day: Day; readonly rows: number; readonly offTarget: number };

/** The rows of each day, week or month of the range, those without rows included. */
export function rowsByPeriod(
  days: readonly DayRows[],
  range: DayRange,
  grain: "day" | "week" | "month",
): readonly RowsBar[] {
  return splitRange(range, grain).map(({ period, range: { from, until }, whole }) => {
    const own = days.filter(({ day }) => from <= day && day < until);
    return {
      key: period.key,
      label: whole ? period.label : rangeLabel({ from, until }),
      tick: grain === "week" ? periodOf("day", from).shortLabel : period.shortLabel,
      from,
      until,
      rows: own.reduce((sum, { rows }) => sum + rows, 0),
      offTarget: own.reduce((sum, { offTarget }) => sum + offTarget, 0),
    };
  });
}
