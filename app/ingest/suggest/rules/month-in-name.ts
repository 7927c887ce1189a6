import { periodOf } from "~/domain/calendar/period";
import { lastDay } from "~/domain/calendar/day-range";
import { datesInName } from "../../mapping/from-file-name";
import { MONTH_FORMATS } from "../wide/dated-headings";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, isFed, type MappingState } from "../mapping-state";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

const ID = "name:day";

/**
 * The month that the name of a file gives to its totals, where no column is their day and the analyst answered so, and the question while it
 * is open.
 */
export function resolveMonthInName(state: MappingState, { context, rating }: MappingEvidence): MappingState {
  const { fileName, choices } = context;
  const isStated = ["day", "at"].some(
    (target) => isFed(state, target) || (choices?.constants ?? []).some((constant) => constant.target === target),
  );
  const answer = rating.answers.get(ID);
  const found = fileName === undefined || isStated || answer === "none" ? null : monthInName(fileName);
  if (found === null) return state;
  if (answer === "month") return { ...state, monthInName: found.format, period: "month" };
  const { range } = periodOf("month", new Date(found.ms).toISOString().slice(0, 10));
  return ask(state, "month-in-name", [
    {
      id: ID,
      columns: [],
      text: QUESTION_TEXTS.monthInName(found.text),
      options: [
        { value: "month", label: QUESTION_TEXTS.wholeMonth, example: `${range.from} to ${lastDay(range)}` },
        { value: "none", label: "No", example: QUESTION_TEXTS.needsDate },
      ],
    },
  ]);
}

/** Two digits of a year may be a day, and the next file has another month: names are written out or cut short in all of them. */
const FORMATS = [
  ...MONTH_FORMATS.filter((format) => format.includes("yyyy")),
  "MMMMyyyy",
  "MMM_yyyy",
  "MMMM_yyyy",
  "yyyy_MMM",
  "yyyy MMMM",
  "yyyy-MMMM",
  "yyyy_MMMM",
  "yyyy_MM",
  "MM_yyyy",
];

/** The one month that a file's name names; null where it names none, several, or a day of one. */
function monthInName(fileName: string): { format: string; text: string; ms: number } | null {
  const found = FORMATS.flatMap((format) => {
    const [only, another] = datesInName(fileName, format);
    if (only === undefined || another !== undefined) return [];
    const [ms, text] = only;
    return isPartOfDay(fileName, text) ? [] : [{ format, text, ms }];
  });
  const [first, ...others] = found;
  return first === undefined || others.some(({ ms }) => ms !== first.ms) ? null : first;
}

/** Whether a number stands beside the month, as in 2026-03-15 and 15 March 2026. */
function isPartOfDay(fileName: string, text: string): boolean {
  const at = fileName.indexOf(text);
  return /\d[-_./, ]?$/.test(fileName.slice(0, at)) || /^[-_./, ]?\d/.test(fileName.slice(at + text.length));
}
