import {
  addDays,
  daysBetween,
  dayOf,
  daysInMonth,
  isDay,
  isInReportedYear,
  isoWeekday,
  partsOf,
  type Day,
} from "./day";
import type { DayRange } from "./day-range";
import {
  contractYearLabel,
  fiscalMonthLabel,
  monthLabel,
  quarterLabel,
  dayLabel,
  weekLabel,
  type PeriodLabels,
} from "./labels";

/** What a contract scores results over, from the shortest to the longest. */
export const PERIOD_KINDS = ["day", "week", "month", "fiscal-month", "quarter", "year", "contract-year"] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/**
 * A stretch of days with a name.
 * `key` is what addresses carry: day `2026-10-15`, ISO week `2026-W43`, month `2026-10`, quarter `2026-Q4`,
 * fiscal month `2026-10@22`, year `2026`, contract year `2026~07-01` (named by the year in which it ends, with its first day).
 */
export type Period = {
  readonly key: string;
  readonly kind: PeriodKind;
  readonly range: DayRange;
  readonly label: string;
  readonly shortLabel: string;
};

/** `fiscalStartDay`: the day of the month (1–28) on which fiscal months begin. `contractYearStart`: the date, as `07-01`, on which contract years begin. */
export type PeriodOptions = { readonly fiscalStartDay?: number; readonly contractYearStart?: string };

export const CALENDAR_YEAR_START = "01-01";

export const FISCAL_START_DAY_LIMITS = { first: 1, last: 28 } as const;

/** The period of a kind that holds the day. Throws a RangeError for a fiscal start day outside 1–28 or a start of the year that is no date of every year. */
export function periodOf(kind: PeriodKind, day: Day, options: PeriodOptions = {}): Period {
  const { year, month, date } = partsOf(day);
  switch (kind) {
    case "day":
      return period(kind, day, { from: day, until: addDays(day, 1) }, dayLabel(day));
    case "week":
      return isoWeekOf(day);
    case "month":
      return monthPeriod(year, month);
    case "quarter":
      return quarterPeriod(year, Math.ceil(month / 3));
    case "year":
      return yearPeriod(year);
    case "contract-year": {
      const start = options.contractYearStart ?? CALENDAR_YEAR_START;
      const endsNextYear = start !== CALENDAR_YEAR_START && day.slice(5) >= start;
      return contractYear(endsNextYear ? year + 1 : year, start);
    }
    case "fiscal-month": {
      const startDay = options.fiscalStartDay ?? FISCAL_START_DAY_LIMITS.first;
      const endsNextMonth = startDay > 1 && date >= startDay;
      return endsNextMonth ? fiscalMonth(...monthAfter(year, month), startDay) : fiscalMonth(year, month, startDay);
    }
  }
}

/** The period that a key names; null where it names none, or one of which no report is asked. */
export function parsePeriod(key: string): Period | null {
  if (!isInReportedYear(key)) return null;
  if (isDay(key)) return periodOf("day", key);
  if (/^\d{4}$/.test(key)) return yearPeriod(Number(key));
  const month = /^(\d{4})-(\d{2})(?:@(\d{1,2}))?$/.exec(key);
  if (month) {
    const [year, number] = [Number(month[1]), Number(month[2])];
    if (number < 1 || number > 12) return null;
    if (month[3] === undefined) return monthPeriod(year, number);
    const startDay = Number(month[3]);
    if (!isFiscalStartDay(startDay) || String(startDay) !== month[3]) return null;
    return fiscalMonth(year, number, startDay);
  }
  const contract = /^(\d{4})~(\d{2}-\d{2})$/.exec(key);
  if (contract) return isYearStart(contract[2] ?? "") ? contractYear(Number(contract[1]), contract[2] ?? "") : null;
  const quarter = /^(\d{4})-Q([1-4])$/.exec(key);
  if (quarter) return quarterPeriod(Number(quarter[1]), Number(quarter[2]));
  const week = /^(\d{4})-W(\d{2})$/.exec(key);
  if (week) {
    if (Number(week[2]) < 1) return null;
    const found = isoWeekOf(addDays(firstIsoMonday(Number(week[1])), (Number(week[2]) - 1) * 7));
    return found.key === key ? found : null;
  }
  return null;
}

export function previousPeriod(current: Period): Period {
  return periodOf(current.kind, addDays(current.range.from, -1), optionsOf(current));
}

export function nextPeriod(current: Period): Period {
  return periodOf(current.kind, current.range.until, optionsOf(current));
}

/** The `count` periods that end with the given one, oldest first; the given one is the last of them. */
export function periodsBack(current: Period, count: number): Period[] {
  const periods: Period[] = [];
  for (let at = current; periods.length < count; at = previousPeriod(at)) periods.unshift(at);
  return periods;
}

/** The same period of the year before; week 53 has no counterpart in a year of 52 weeks and gives null. */
export function sameLastYear(current: Period): Period | null {
  const year = String(Number(current.key.slice(0, 4)) - 1).padStart(4, "0");
  return parsePeriod(year + current.key.slice(4));
}

/**
 * `over` once its last day has passed, `running` until then (also before it started). `today` is the day in the
 * reporting time zone. A running period is shown but never judged as final.
 */
export function periodState(current: Period, today: Day): "running" | "over" {
  return today >= current.range.until ? "over" : "running";
}

/** A piece of a period that lies in a range; `whole` is false where the range cuts the period. */
export type PeriodPiece = { readonly period: Period; readonly range: DayRange; readonly whole: boolean };

/** The range cut at the borders of periods, in order: the pieces cover it exactly once. */
export function splitRange(range: DayRange, kind: PeriodKind, options: PeriodOptions = {}): PeriodPiece[] {
  const pieces: PeriodPiece[] = [];
  for (let from = range.from; from < range.until;) {
    const current = periodOf(kind, from, options);
    const until = current.range.until < range.until ? current.range.until : range.until;
    const whole = from === current.range.from && until === current.range.until;
    pieces.push({ period: current, range: { from, until }, whole });
    from = until;
  }
  return pieces;
}

/** The days just before a range; `months` where they are whole calendar months, null where as many days. */
export type RangeBefore = { readonly range: DayRange; readonly months: number | null };

/** What a range is compared with: before whole calendar months as many months, before any other days as many days. */
export function rangeBefore({ from, until }: DayRange): RangeBefore {
  const pieces = splitRange({ from, until }, "month");
  const [first] = pieces;
  if (first === undefined || !pieces.every(({ whole }) => whole)) {
    return { range: { from: addDays(from, -daysBetween(from, until)), until: from }, months: null };
  }
  const [earliest = first.period] = periodsBack(previousPeriod(first.period), pieces.length);
  return { range: { from: earliest.range.from, until: from }, months: pieces.length };
}

/** The start day written in a fiscal month's key; undefined for other kinds. */
export function fiscalStartDayOf(current: Period): number | undefined {
  return current.kind === "fiscal-month" ? Number(current.key.slice(8)) : undefined;
}

export function isFiscalStartDay(startDay: number): boolean {
  return (
    Number.isInteger(startDay) && startDay >= FISCAL_START_DAY_LIMITS.first && startDay <= FISCAL_START_DAY_LIMITS.last
  );
}

/** Whether a text such as `07-01` is a date that every year has. */
export function isYearStart(text: string): boolean {
  return isDay(`2001-${text}`);
}

function optionsOf(current: Period): PeriodOptions {
  if (current.kind === "contract-year") return { contractYearStart: current.key.slice(5) };
  const fiscalStartDay = fiscalStartDayOf(current);
  return fiscalStartDay === undefined ? {} : { fiscalStartDay };
}

function monthPeriod(year: number, month: number): Period {
  const from = dayOf(year, month, 1);
  const until = addDays(from, daysInMonth(year, month));
  return period("month", from.slice(0, 7), { from, until }, monthLabel(year, month));
}

function quarterPeriod(year: number, quarter: number): Period {
  const from = dayOf(year, quarter * 3 - 2, 1);
  const last = dayOf(year, quarter * 3, daysInMonth(year, quarter * 3));
  const key = `${from.slice(0, 4)}-Q${quarter}`;
  return period("quarter", key, { from, until: addDays(last, 1) }, quarterLabel(year, quarter));
}

function yearPeriod(year: number): Period {
  const from = dayOf(year, 1, 1);
  const key = from.slice(0, 4);
  return period("year", key, { from, until: addDays(dayOf(year, 12, 31), 1) }, { label: key, shortLabel: key });
}

/** A contract year is named by the calendar year in which it ends: 1 July 2013 – 30 June 2014 is 2014. */
function contractYear(year: number, start: string): Period {
  if (!isYearStart(start)) throw new RangeError(`A contract year starts on a date such as 07-01, not ${start}`);
  const [month = 1, date = 1] = start.split("-").map(Number);
  const startYear = start === CALENDAR_YEAR_START ? year : year - 1;
  const range = { from: dayOf(startYear, month, date), until: dayOf(startYear + 1, month, date) };
  return period("contract-year", `${String(year).padStart(4, "0")}~${start}`, range, contractYearLabel(range));
}

/** A fiscal month is named by the calendar month in which it ends: 22 September – 21 October is October. */
function fiscalMonth(year: number, month: number, startDay: number): Period {
  if (!isFiscalStartDay(startDay)) throw new RangeError(`A fiscal month starts on a day from 1 to 28, not ${startDay}`);
  const [startYear, startMonth] = startDay === 1 ? [year, month] : monthBefore(year, month);
  const from = dayOf(startYear, startMonth, startDay);
  const until = startDay === 1 ? dayOf(...monthAfter(year, month), 1) : dayOf(year, month, startDay);
  const range = { from, until };
  const key = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}@${startDay}`;
  return period("fiscal-month", key, range, fiscalMonthLabel(year, month, range));
}

/** An ISO week runs from Monday to Sunday and belongs to the year of its Thursday. */
function isoWeekOf(day: Day): Period {
  const from = addDays(day, 1 - isoWeekday(day));
  const thursday = addDays(from, 3);
  const { year } = partsOf(thursday);
  const week = Math.floor(daysBetween(dayOf(year, 1, 1), thursday) / 7) + 1;
  const key = `${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`;
  const range = { from, until: addDays(from, 7) };
  return period("week", key, range, weekLabel(year, week, range));
}

function firstIsoMonday(year: number): Day {
  const fourth = dayOf(year, 1, 4);
  return addDays(fourth, 1 - isoWeekday(fourth));
}

function monthBefore(year: number, month: number): [number, number] {
  return month === 1 ? [year - 1, 12] : [year, month - 1];
}

function monthAfter(year: number, month: number): [number, number] {
  return month === 12 ? [year + 1, 1] : [year, month + 1];
}

function period(kind: PeriodKind, key: string, range: DayRange, labels: PeriodLabels): Period {
  return { key, kind, range, label: labels.label, shortLabel: labels.shortLabel };
}
