import type { ColumnSuggestion } from "../suggestion";

/** From midnight to midnight, as hours are written. */
const WHOLE_DAY: Readonly<Record<string, readonly string[]>> = {
  "hh:mm": ["00:00", "24:00"],
  "hh:mm:ss": ["00:00:00", "24:00:00"],
  "h:mm a": ["12 AM", "12 AM"],
  h: ["0", "24"],
};

/** The fields of a column with both times in a cell: the opening stands before the mark, the closing behind it. */
export function hoursFields({ heading: column, reading }: ColumnSuggestion): [string, unknown][] {
  const { unit = "hh:mm", between = "-", allDay } = reading;
  const always = allDay && { when: { column, is: allDay }, value: (WHOLE_DAY[unit] ?? []).join(between) };
  const origin = always ? { cases: [always, { column }] } : { column };
  return [
    ["opens", { ...origin, part: { before: between }, unit }],
    ["closes", { ...origin, part: { after: between }, unit }],
  ];
}
