import { periodOf } from "~/domain/calendar/period";
import { lastDay } from "~/domain/calendar/day-range";
import { datesInName } from "../../mapping/from-file-name";
import type { Question } from "../question";
import type { TargetKey } from "../suggestion";
import { MONTH_FORMATS } from "../wide/dated-headings";
import { columnOf, type Work } from "../mapping-state";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

const ID = "name:day";

/**
 * The format of the month that the name of a file gives to its totals, where no column is their day and the analyst said so, and the
 * question while it is open.
 */
export function settleMonthInName(
  work: Work,
  fileName: string | undefined,
  constants: readonly { target: TargetKey }[],
): { format: string | null; questions: Question[] } {
  const nothing = { format: null, questions: [] };
  const isSaid = ["day", "at"].some(
    (target) => columnOf(work, target) !== null || constants.some((constant) => constant.target === target),
  );
  const answer = work.rating.answers.get(ID);
  if (fileName === undefined || isSaid || answer === "none") return nothing;
  const found = monthInName(fileName);
  if (found === null) return nothing;
  if (answer === "month") return { format: found.format, questions: [] };
  const { range } = periodOf("month", new Date(found.ms).toISOString().slice(0, 10));
  return {
    format: null,
    questions: [
      {
        id: ID,
        columns: [],
        text: QUESTION_TEXTS.monthInName(found.text),
        options: [
          { value: "month", label: QUESTION_TEXTS.wholeMonth, example: `${range.from} to ${lastDay(range)}` },
          { value: "none", label: "No", example: QUESTION_TEXTS.needsDate },
        ],
      },
    ],
  };
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
