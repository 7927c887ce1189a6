/** Days are counted from 1970-01-01 inside the generator (`dayNumber` of the domain); the text form is used at its edges. */
export type EpochDay = number;

export const MONTHS_OF_HISTORY = 15;

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: EpochDay): number {
  return (day + 4) % 7;
}

/** The same number for all days of a week, Monday first. */
export function weekOf(day: EpochDay): number {
  return Math.floor((day + 3) / 7);
}

/** First day of the month that lies `back` months before the month of `day`. */
export function monthStart(day: EpochDay, back: number): EpochDay {
  const date = new Date(day * 86_400_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1) / 86_400_000;
}

/** A day relative to today, so that the last full month always has something to say. */
export type RelativeDay =
  | { monthsBack: number; day: number }
  | { daysBack: number }
  /** A day of the last December (or the November before, the January after it) that is over by today. */
  | { holidayMonth: 11 | 12 | 1; day: number };

export function resolveDay(relative: RelativeDay, today: EpochDay): EpochDay {
  if ("daysBack" in relative) return today - relative.daysBack;
  if ("monthsBack" in relative) return monthStart(today, relative.monthsBack) + relative.day - 1;
  const year = new Date(today * 86_400_000).getUTCFullYear() - 1;
  const monthIndex = relative.holidayMonth === 1 ? 12 : relative.holidayMonth - 1;
  return Date.UTC(year, monthIndex, relative.day) / 86_400_000;
}

/** The days that the demo data covers: from the first day of the fourteenth month back, until (excluded) today. */
export function demoDays(today: EpochDay): { from: EpochDay; until: EpochDay } {
  return { from: monthStart(today, MONTHS_OF_HISTORY - 1), until: today };
}
