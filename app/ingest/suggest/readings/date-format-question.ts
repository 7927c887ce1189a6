import type { Question } from "../question";
import type { ColumnProfile } from "../profile/column-profile";
import { dateFormOf } from "../profile/date-forms";
import { compileDateFormat } from "../../values/date-format";
import { SOME_MEANING } from "../../values/zone-letters";
import { NONE_OF_THESE } from "../column-question";
import { spelt } from "./spelt-date";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

/** Formats that are offered where no cell shows one. */
const USUAL_FORMATS = [
  { format: "iso", written: "2026-12-31 17:30" },
  { format: "d/M/yyyy", written: "31/12/2026" },
  { format: "M/d/yyyy", written: "12/31/2026" },
  { format: "d.M.yyyy", written: "31.12.2026" },
  { format: "d/M/yyyy HH:mm", written: "31/12/2026 17:30" },
  { format: "M/d/yyyy h:mm a", written: "12/31/2026 5:30 PM" },
] as const;
const MAX_FORMATS = 6;
const MAX_CELLS = 200;

export function dateFormatQuestionId(heading: string): string {
  return `date-format:${heading}`;
}

/** Which format the dates of a column have that was chosen as one, where too few of its cells show it. */
export function dateFormatQuestion({ heading, texts }: ColumnProfile, label: string): Question {
  const cells = texts.slice(0, MAX_CELLS);
  const formats = new Set(
    cells.flatMap((text) => {
      const form = dateFormOf(text);
      return form === null || form.parts === "time" ? [] : form.readings.map(({ format }) => format);
    }),
  );
  const found = [...formats]
    .map((format) => {
      const reads = compileDateFormat(format, SOME_MEANING);
      return { format, read: cells.filter((text) => reads(text) !== null) };
    })
    .filter(({ read }) => read.length > 0)
    .toSorted((a, b) => b.read.length - a.read.length)
    .slice(0, MAX_FORMATS);
  const usual = USUAL_FORMATS.filter(({ format }) => !formats.has(format)).slice(0, MAX_FORMATS - found.length);
  return {
    id: dateFormatQuestionId(heading),
    columns: [heading],
    text: QUESTION_TEXTS.dateFormat(heading, label, cells[0] ?? ""),
    options: [
      ...found.map(({ format, read }) => ({
        value: format,
        label: format,
        example: QUESTION_TEXTS.readsCells(spelt(read[0] ?? "", format), read.length, cells.length),
      })),
      ...usual.map(({ format, written }) => ({ value: format, label: format, example: spelt(written, format) })),
      { value: NONE_OF_THESE, label: QUESTION_TEXTS.noDates, example: QUESTION_TEXTS.columnLeftOut },
    ],
  };
}
