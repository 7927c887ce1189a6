import type { PeriodKind } from "~/domain/calendar/period";

const COUNT = new Intl.NumberFormat("en-GB");

const SIZE = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

export function countText(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function count(value: number): string {
  return COUNT.format(value);
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return countText(bytes, "byte", "bytes");
  if (bytes < 1024 * 1024) return `${SIZE.format(bytes / 1024)} kB`;
  return `${SIZE.format(bytes / 1024 / 1024)} MB`;
}

export const PERIOD_NOUNS: Readonly<Record<PeriodKind, { one: string; many: string }>> = {
  day: { one: "day", many: "days" },
  week: { one: "week", many: "weeks" },
  month: { one: "month", many: "months" },
  "fiscal-month": { one: "fiscal month", many: "fiscal months" },
  quarter: { one: "quarter", many: "quarters" },
  year: { one: "year", many: "years" },
  "contract-year": { one: "contract year", many: "contract years" },
};

const ORDINALS = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

export function ordinal(rank: number): string {
  return ORDINALS[rank] ?? `${rank}th`;
}

const NUMBERS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** Small numbers as words, as sentences write them. */
export function numberName(value: number): string {
  return NUMBERS[value] ?? String(value);
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const UNSAVED_QUESTION = "Leave this page? Your changes are not saved.";
