/** A calendar day as `YYYY-MM-DD`. Days compare and sort as strings. */
export type Day = string;

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 up to the end of 2079: reports ask for the same few thousand again and again, so each is worked out once. */
const MAX_REMEMBERED = 40_177;
const dayByNumber = new Map<number, Day>();
const numberByDay = new Map<Day, number>();

/** Whether the text is a day that exists (29 February only in leap years). */
export function isDay(text: string): text is Day {
  if (numberByDay.has(text)) return true;
  const match = DAY_PATTERN.exec(text);
  if (!match) return false;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
}

/** The years of which reports are asked: periods before and after each of their days exist as well. */
const REPORTED_YEARS = { first: 1900, last: 2199 } as const;

/** Whether a text that begins with a year of four digits is of one of which reports are asked. */
export function isInReportedYear(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return year >= REPORTED_YEARS.first && year <= REPORTED_YEARS.last;
}

/** Whether the text is a day of which reports can be asked. */
export function isReportedDay(text: string): text is Day {
  return isDay(text) && isInReportedYear(text);
}

/** The day of a year, month (1–12) and date. Throws a RangeError where there is no such day. */
export function dayOf(year: number, month: number, date: number): Day {
  const text = `${String(year).padStart(4, "0")}-${pad(month)}-${pad(date)}`;
  if (!isDay(text)) throw new RangeError(`There is no day ${text}`);
  return text;
}

export type DayParts = { readonly year: number; readonly month: number; readonly date: number };

/** Year, month (1–12) and date of the month. Throws a RangeError where the text is not a day. */
export function partsOf(day: Day): DayParts {
  if (!isDay(day)) throw new RangeError(`Not a day: ${day}`);
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

/** Days since 1970-01-01: the number to do arithmetic with. */
export function dayNumber(day: Day): number {
  const known = numberByDay.get(day);
  if (known !== undefined) return known;
  const { year, month, date } = partsOf(day);
  const number = utcMs(year, month, date) / MS_PER_DAY;
  remember(day, number);
  return number;
}

export function dayFromNumber(days: number): Day {
  const known = dayByNumber.get(days);
  if (known !== undefined) return known;
  const day = new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
  remember(day, days);
  return day;
}

function remember(day: Day, number: number): void {
  if (!Number.isInteger(number) || number < 0 || number > MAX_REMEMBERED) return;
  dayByNumber.set(number, day);
  numberByDay.set(day, number);
}

export function addDays(day: Day, count: number): Day {
  return dayFromNumber(dayNumber(day) + count);
}

/** How many days `to` lies after `from`; negative when before. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 for Monday to 7 for Sunday. */
export function isoWeekday(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(utcMs(year, month + 1, 0)).getUTCDate();
}

/** `Date.UTC` reads the years 0–99 as 1900–1999; this does not. */
function utcMs(year: number, month: number, date: number): number {
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, date);
  return instant.getTime();
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
