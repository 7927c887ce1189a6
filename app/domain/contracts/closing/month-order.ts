import type { Day } from "../../calendar/day";
import { fiscalStartDayOf, nextPeriod, periodOf, type Period } from "../../calendar/period";

/**
 * Where a month is among the closed months of its partner. The first month that is closed may be any: those before it are before the
 * records and stay open for good. Every later one follows the last closed month.
 */
export type MonthOrder =
  | { readonly at: "first" | "next" | "closed" }
  | { readonly at: "before-records"; readonly first: string }
  | { readonly at: "after-open"; readonly open: readonly string[] };

/** A month that was closed; `isInForce`: it was not reopened since. */
export type ClosedPeriod = {
  readonly period: string;
  readonly from: Day;
  readonly until: Day;
  readonly isInForce: boolean;
};

export function monthOrder(month: Period, everClosed: readonly ClosedPeriod[]): MonthOrder {
  const { from } = month.range;
  const isClosed = (day: Day) => everClosed.some((one) => one.isInForce && one.from <= day && day < one.until);
  if (isClosed(from)) return { at: "closed" };
  const [first] = everClosed.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  if (first === undefined) return { at: "first" };
  if (from < first.from) return { at: "before-records", first: first.period };
  const startDay = fiscalStartDayOf(month);
  const opening = periodOf(month.kind, first.from, startDay === undefined ? {} : { fiscalStartDay: startDay });
  const open: string[] = [];
  for (let at = opening; at.range.from < from; at = nextPeriod(at)) {
    if (!isClosed(at.range.from)) open.push(at.key);
  }
  return open.length === 0 ? { at: "next" } : { at: "after-open", open };
}
