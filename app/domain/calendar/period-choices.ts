import type { Day } from "./day";
import { lastDay } from "./day-range";
import { periodOf, previousPeriod, type Period, type PeriodKind } from "./period";

/** Periods that a page can be about, in the order of a switch. */
const PAGE_PERIOD_KINDS = ["week", "month", "fiscal-month", "quarter", "year"] as const;

/**
 * The periods of each kind that end with the page's, or hold today where it goes on. Fiscal months only where they begin on
 * another day than calendar months do.
 */
export function siblingPeriods(page: Period, today: Day, fiscalStartDay: number): Period[] {
  const last = lastDay(page.range);
  const day = last > today ? today : last;
  return PAGE_PERIOD_KINDS.filter((kind) => kind !== "fiscal-month" || fiscalStartDay > 1).map((kind) =>
    kind === page.kind ? page : periodOf(kind, day, { fiscalStartDay }),
  );
}

export type PeriodPreset = { readonly which: "this" | "last"; readonly kind: PeriodKind; readonly period: Period };

/** A preset as days of which the last is included. */
export type DaysPreset = Pick<PeriodPreset, "which" | "kind"> & { readonly from: Day; readonly to: Day };

/** This and the last week, month, quarter and year. */
export function periodPresets(today: Day): PeriodPreset[] {
  return (["week", "month", "quarter", "year"] as const).flatMap((kind): PeriodPreset[] => {
    const current = periodOf(kind, today);
    return [
      { which: "this", kind, period: current },
      { which: "last", kind, period: previousPeriod(current) },
    ];
  });
}
