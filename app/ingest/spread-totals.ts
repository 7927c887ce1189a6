import { addDays, type Day } from "~/domain/calendar/day";
import { daysOf } from "~/domain/calendar/day-range";
import { periodOf } from "~/domain/calendar/period";
import { toMillionth } from "~/domain/metrics/exact-sum";
import { measureDefinition, type MeasureRef } from "~/domain/metrics/measure-ref";
import type { TallyPeriod } from "./mapping/tally";

/** The days that a row of totals is about, by the day that it names. */
export function daysOfPeriod(day: Day, period: TallyPeriod): Day[] {
  switch (period) {
    case "day":
      return [day];
    case "week":
      return daysOf(periodOf("week", day).range);
    case "week-from":
      return daysOf({ from: day, until: addDays(day, 7) });
    case "week-to":
      return daysOf({ from: addDays(day, -6), until: addDays(day, 1) });
    case "month":
      return daysOf(periodOf("month", day).range);
  }
}

export type DayAmount = { readonly day: Day; readonly amount: number | null };

/**
 * A total of several days by day. What adds up is spread evenly, whole numbers as whole numbers, so that the days add up to the total
 * again; a stock is the last day's, or every day's where the days are averaged.
 */
export function spread(measure: MeasureRef, amount: number | null, days: readonly Day[]): DayAmount[] {
  if (amount === null) return days.map((day) => ({ day, amount }));
  switch (measureDefinition(measure)?.aggregate) {
    case "last-day":
      return days.slice(-1).map((day) => ({ day, amount }));
    case "mean-of-days":
      return days.map((day) => ({ day, amount }));
    default:
      return spreadEvenly(amount, days);
  }
}

function spreadEvenly(amount: number, days: readonly Day[]): DayAmount[] {
  const step = Number.isSafeInteger(amount) ? 1 : 1e-6;
  const steps = Math.round(amount / step);
  const whole = Math.floor(steps / days.length);
  const rest = steps - whole * days.length;
  return days.map((day, index) => ({ day, amount: toMillionth((whole + (index < rest ? 1 : 0)) * step) }));
}
