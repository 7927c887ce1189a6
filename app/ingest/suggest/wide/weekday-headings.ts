import { parseWeekdays } from "~/domain/calendar/calendar-entries";
import type { SampledTable } from "../sampled-table";
import type { ColumnProfile } from "../profile/column-profile";
import { readHours } from "../readings/read-opening";
import { freeName, type WideForm } from "./wide-form";
import { WIDE_TEXTS } from "~/wording/imports/wide-files";

/** A week of work at least, in columns of one day or several. */
const MIN_DAYS = 5;

/** A column per weekday with opening hours in its cells; null where the file has none. */
export function findWeekdays({ headings }: SampledTable, columns: readonly ColumnProfile[]): WideForm | null {
  const turned = columns
    .map((column) => ({ column, days: weekdaysOf(column.heading) }))
    .filter(({ days }) => days.length > 0)
    .toSorted((a, b) => (a.days[0] ?? 0) - (b.days[0] ?? 0));
  const days = turned.flatMap((one) => one.days);
  if (turned.length < 2 || days.length < MIN_DAYS || new Set(days).size < days.length) return null;
  if (readHours({ texts: [...new Set(turned.flatMap(({ column }) => column.texts))] }) === null) return null;
  const valueAs = freeName(WIDE_TEXTS.hours, headings);
  const names = turned.map(({ column }) => column.heading);
  return {
    turned: names.map((heading) => ({ heading, says: heading.trim() })),
    sure: true,
    columns: names,
    says: "weekdays",
    headingAs: freeName(WIDE_TEXTS.weekday, headings),
    valueAs,
    monthFormat: null,
    part: null,
    figures: [{ heading: valueAs, when: null }],
    left: [],
    reason: WIDE_TEXTS.perWeekday(names.length, WIDE_TEXTS.range(names[0] ?? "", names.at(-1) ?? "")),
    questions: [],
  };
}

function weekdaysOf(heading: string): number[] {
  return /\p{L}{2}/u.test(heading) ? (parseWeekdays(heading) ?? []) : [];
}
