import { addDays, type Day } from "~/domain/calendar/day";
import { daysOf } from "~/domain/calendar/day-range";
import { periodOf } from "~/domain/calendar/period";
import { toMillionth } from "~/domain/metrics/exact-sum";
import { measureDefinition, type MeasureRef } from "~/domain/metrics/measure-ref";
import { wholesOf } from "~/domain/metrics/measure-wholes";
import type { TotalField, TotalPeriod } from "../mapping/total";

/** The days that a row of totals is about, by the day that it names. */
export function daysOfPeriod(day: Day, period: TotalPeriod): Day[] {
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

/** The amounts of a row; null where the file takes one back. */
export type RowTotals = ReadonlyMap<MeasureRef, number | null>;
export type DayAmount = { readonly measure: MeasureRef; readonly day: Day; readonly amount: number | null };

/**
 * The totals of a row by day. What adds up is spread so that the days add up to the total again: evenly, or, where the row states what
 * it is divided by, in proportion to that, so that every day has the ratio of the period and no part exceeds its whole. A stock is the
 * last day's, or every day's where the days are averaged.
 */
export function compileSpread(
  fields: readonly Pick<TotalField, "measure" | "when">[],
): (totals: RowTotals, days: readonly Day[]) => DayAmount[] {
  const inWholeNumbers = new Set(
    fields.map(({ measure }) => measure).filter((measure) => standsWithItsRelatives(measure, fields)),
  );
  return (totals, days) => {
    const known = new Map<MeasureRef, number[]>();
    const partsOf = (measure: MeasureRef, amount: number): number[] => {
      const before = known.get(measure);
      if (before) return before;
      const whole = wholesOf(measure).find((ref) => isOf(measure, amount, totals.get(ref) ?? null));
      const total = whole === undefined ? null : (totals.get(whole) ?? null);
      const parts =
        whole === undefined || total === null
          ? evenly(amount, days.length, inWholeNumbers.has(measure))
          : inProportion(amount, partsOf(whole, total));
      known.set(measure, parts);
      return parts;
    };
    return [...totals].flatMap(([measure, amount]): DayAmount[] => {
      if (amount === null) return days.map((day) => ({ measure, day, amount }));
      switch (measureDefinition(measure)?.aggregate) {
        case "last-day":
          return days.slice(-1).map((day) => ({ measure, day, amount }));
        case "mean-of-days":
          return days.map((day) => ({ measure, day, amount }));
        default: {
          const parts = partsOf(measure, amount);
          return days.map((day, index) => ({ measure, day, amount: parts[index] ?? 0 }));
        }
      }
    });
  };
}

/**
 * Whether one row states the measure together with all that it is divided by or that is divided by it. Where they stand in rows of
 * their own, whole numbers of the one would not match the parts of the other.
 */
function standsWithItsRelatives(measure: MeasureRef, totals: readonly Pick<TotalField, "measure" | "when">[]): boolean {
  const conditionsOf = (ref: MeasureRef) =>
    new Set(totals.filter((total) => total.measure === ref).map(({ when }) => JSON.stringify(when ?? null)));
  const own = conditionsOf(measure);
  const relatives = totals
    .map((total) => total.measure)
    .filter((ref) => wholesOf(ref).includes(measure) || wholesOf(measure).includes(ref));
  return relatives.every((ref) => [...conditionsOf(ref)].every((condition) => own.has(condition)));
}

/** A count above the other is no part of it: both stand for themselves. */
function isOf(measure: MeasureRef, amount: number, total: number | null): boolean {
  if (total === null || amount < 0) return false;
  return measureDefinition(measure)?.unit === "count" ? amount <= total : total > 0 || amount === 0;
}

function evenly(amount: number, days: number, inWholeNumbers: boolean): number[] {
  const step = Number.isSafeInteger(amount) && inWholeNumbers ? 1 : 1e-6;
  const steps = Math.round(amount / step);
  const whole = Math.floor(steps / days);
  const rest = steps - whole * days;
  return Array.from({ length: days }, (_, index) => toMillionth((whole + (index < rest ? 1 : 0)) * step));
}

/**
 * By rounding what has come up to each day, not each day: no part is a millionth or more off, they add up exactly, and no part exceeds a
 * whole multiple of its weight that the amount does not exceed.
 */
function inProportion(amount: number, weights: readonly number[]): number[] {
  const perUnit = stepsPerUnit(amount);
  const steps = BigInt(Math.round(amount * perUnit));
  const weightSteps = stepsPerUnit(Math.max(...weights));
  const shares = weights.map((weight) => BigInt(Math.round(weight * weightSteps)));
  const total = shares.reduce((sum, share) => sum + share, 0n);
  if (total === 0n) return weights.map(() => 0);
  let come = 0n;
  let given = 0n;
  return shares.map((share) => {
    come += share;
    const until = (2n * steps * come + total) / (2n * total);
    const part = until - given;
    given = until;
    return Number(part) / perUnit;
  });
}

/** Amounts are kept to a millionth; what is too large for that in a double is split in whole numbers. */
function stepsPerUnit(amount: number): number {
  return amount < Number.MAX_SAFE_INTEGER / 1e6 ? 1e6 : 1;
}
