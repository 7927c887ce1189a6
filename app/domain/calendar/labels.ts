import { partsOf, type Day } from "./day";
import { lastDay, type DayRange } from "./day-range";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** `label` stands in titles, `shortLabel` on axes and in narrow columns. */
export type PeriodLabels = { readonly label: string; readonly shortLabel: string };

export function monthName(month: number): string {
  return MONTHS[month - 1] ?? "";
}

/** `15 Oct 2026`; the short form leaves the year out. */
export function dayLabel(day: Day): PeriodLabels {
  const { year } = partsOf(day);
  return { label: `${dateAndMonth(day)} ${year}`, shortLabel: dateAndMonth(day) };
}

export function monthLabel(year: number, month: number): PeriodLabels {
  return { label: `${monthName(month)} ${year}`, shortLabel: `${monthName(month).slice(0, 3)} ${year}` };
}

export function quarterLabel(year: number, quarter: number): PeriodLabels {
  return { label: `Q${quarter} ${year}`, shortLabel: `Q${quarter} ${year}` };
}

export function weekLabel(year: number, week: number, range: DayRange): PeriodLabels {
  return { label: `Week ${week} of ${year} (${rangeLabel(range)})`, shortLabel: `W${week} ${year}` };
}

export function fiscalMonthLabel(year: number, month: number, range: DayRange): PeriodLabels {
  const { label, shortLabel } = monthLabel(year, month);
  return { label: `${label} (${rangeLabel(range)})`, shortLabel };
}

export function contractYearLabel(range: DayRange): PeriodLabels {
  return { label: `Contract year ${rangeLabel(range)}`, shortLabel: rangeLabel(range) };
}

/** `15 Oct 2026`, `1–31 Oct 2026`, `22 Sep – 21 Oct 2026`, `22 Dec 2025 – 21 Jan 2026`: first and last day. */
export function rangeLabel(range: DayRange): string {
  const last = lastDay(range);
  const [from, to] = [partsOf(range.from), partsOf(last)];
  if (range.from === last) return `${dateAndMonth(last)} ${to.year}`;
  if (from.year !== to.year) return `${dateAndMonth(range.from)} ${from.year} – ${dateAndMonth(last)} ${to.year}`;
  if (from.month !== to.month) return `${dateAndMonth(range.from)} – ${dateAndMonth(last)} ${to.year}`;
  return `${from.date}–${dateAndMonth(last)} ${to.year}`;
}

function dateAndMonth(day: Day): string {
  const { month, date } = partsOf(day);
  return `${date} ${monthName(month).slice(0, 3)}`;
}
