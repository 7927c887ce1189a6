import { compileDateFormat } from "../../values/date-format";
import type { Question } from "../question";
import type { ColumnProfile } from "../profile/column-profile";
import type { FormProfile, InstantProfile } from "../profile/instant-profile";
import { MONTH_WORDS, WEEK_WORDS } from "../synonyms/period-words";
import type { ReadingContext } from "./how-read";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

const START = "whole:";
/** The answer that cells are no months or weeks that can be read. */
const NEITHER = "neither";

/** Whether whole months or weeks may stand for the target: for what totals are about, and nothing else. */
export function isPeriodOf(column: ColumnProfile, { span, forms }: InstantProfile, context: ReadingContext): boolean {
  if (context.kind !== "totals" || context.target !== "day") return false;
  if (context.answers.get(questionId(column)) === NEITHER) return false;
  // "2026-10" of a week is its tenth.
  return span === "week" || !says(column, WEEK_WORDS) || says(column, MONTH_WORDS) || forms.every(namesTheMonth);
}

/** What the cells leave open of the months or weeks that they write, unless the heading or an answer says it. */
export function periodQuestion(
  column: ColumnProfile,
  { forms }: InstantProfile,
  { answers }: ReadingContext,
): Question | null {
  const id = questionId(column);
  const form = forms.find(({ doubt }) => doubt !== undefined);
  if (form === undefined || answers.has(id)) return null;
  if (form.doubt !== "numbering" && says(column, MONTH_WORDS)) return null;
  return { id, columns: [column.heading], ...WORDINGS[form.doubt ?? "number"](column.heading, form) };
}

type Wording = Pick<Question, "text" | "options">;

const WORDINGS: Readonly<Record<NonNullable<FormProfile["doubt"]>, (heading: string, form: FormProfile) => Wording>> = {
  number: (heading, form) => ({
    text: QUESTION_TEXTS.monthNumbers(heading, form.example),
    options: [
      monthOption(form),
      { value: NEITHER, label: QUESTION_TEXTS.leaveOut, example: QUESTION_TEXTS.plainNumbers },
    ],
  }),
  year: (heading, form) => ({
    text: QUESTION_TEXTS.monthTexts(heading, form.example),
    options: [
      monthOption(form),
      {
        value: NEITHER,
        label: QUESTION_TEXTS.daysLeaveOut,
        example: QUESTION_TEXTS.askYear,
      },
    ],
  }),
  numbering: (heading, form) => ({
    text: QUESTION_TEXTS.isoWeeks(heading, form.example),
    options: [
      { value: "iso", label: "Yes, from Monday; week 1 has January 4", example: weekExample(form) },
      {
        value: NEITHER,
        label: QUESTION_TEXTS.otherWeeks,
        example: QUESTION_TEXTS.askFirstDay,
      },
    ],
  }),
};

function monthOption(form: FormProfile): Question["options"][number] {
  const start = startOf(form);
  const example = start === null ? "" : `${form.example} = ${MONTH_OF_YEAR.format(start)}`;
  return { value: "month", label: "Months", example };
}

function weekExample(form: FormProfile): string {
  const start = startOf(form);
  return start === null ? "" : `${form.example} = ${isoDay(start)} to ${isoDay(start + 6 * 86_400_000)}`;
}

const MONTH_OF_YEAR = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" });

function startOf({ readings, example }: FormProfile): number | null {
  return compileDateFormat(readings[0]?.format ?? "")(example)?.wallMs ?? null;
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function questionId({ heading }: ColumnProfile): string {
  return `${START}${heading}`;
}

function says({ fold }: ColumnProfile, words: ReadonlySet<string>): boolean {
  return fold.words.some((word) => words.has(word));
}

function namesTheMonth({ family }: FormProfile): boolean {
  return family === "named-month-of-year";
}
