import { recordIdOf } from "~/domain/input/record-id";
import { TABLE_CHOICE } from "~/wording/imports/wizard-problems";
import type { Question } from "../suggest/question";
import type { DetectedReading } from "../format/detected-reading";
import { fileRequestSchema, type WizardState } from "./wizard-state";

export const TABLE_QUESTION = "table";
const MAX_HEADINGS = 8;

/** Which of several tables is read: as the preview has it, else as it was answered. */
export function tableRequest({ file, choices }: Pick<WizardState, "file" | "choices">): WizardState["file"] {
  const answer = recordIdOf(choices.answers.find(({ id }) => id === TABLE_QUESTION)?.value);
  const table = fileRequestSchema.shape.table.safeParse(answer);
  return file.table === undefined && table.success ? { ...file, table: table.data } : file;
}

/** Asks which of several tables is meant. Each is an import of its own. */
export function tableQuestion({ tables }: DetectedReading): Question | null {
  if (tables.length < 2) return null;
  return {
    id: TABLE_QUESTION,
    columns: [],
    text: TABLE_CHOICE.question(tables.length),
    options: tables.map(({ title, headings, rows, fromLine }, index) => ({
      value: String(index + 1),
      label: title || headings.slice(0, 3).join(", "),
      example: TABLE_CHOICE.contents(headings.slice(0, MAX_HEADINGS).join(", "), rows, fromLine),
    })),
  };
}
