import { dayOf, isDay, partsOf, type Day } from "./day";
import { lengthInDays, type DayRange } from "./day-range";

/** The days of a range as whole months, if any fit in, and what is left before and after them. */
export type MonthCover = { readonly months: DayRange | null; readonly days: readonly DayRange[] };

/**
 * As many of the range's days as possible in whole months that begin on one of the given days of the month (1–28); the earliest of
 * these where several do as well. Months and days together are the range, each day once.
 */
export function coverWithMonths(range: DayRange, startDays: readonly number[]): MonthCover {
  const { from, until } = range;
  const candidates = startDays.toSorted((a, b) => a - b).flatMap((startDay) => wholeMonths(range, startDay) ?? []);
  const most = Math.max(0, ...candidates.map(lengthInDays));
  const months = candidates.find((candidate) => lengthInDays(candidate) === most) ?? null;
  const rest =
    months === null
      ? [range]
      : [
          { from, until: months.from },
          { from: months.until, until },
        ];
  return { months, days: rest.filter((left) => left.from < left.until) };
}

const MONTHS = 12;

function wholeMonths({ from, until }: DayRange, startDay: number): DayRange | null {
  if (!isDay(from) || !isDay(until)) return null;
  const [begin, end] = [partsOf(from), partsOf(until)];
  const first = begin.year * MONTHS + begin.month - 1 + (begin.date > startDay ? 1 : 0);
  const last = end.year * MONTHS + end.month - 1 - (end.date < startDay ? 1 : 0);
  return first < last ? { from: startOf(first, startDay), until: startOf(last, startDay) } : null;
}

function startOf(month: number, startDay: number): Day {
  return dayOf(Math.floor(month / MONTHS), (month % MONTHS) + 1, startDay);
}
