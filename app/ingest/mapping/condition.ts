import { z } from "zod";
import { heading, words } from "./plain-values";
import { MAPPING_PROBLEMS } from "~/wording/imports/mapping-problems";

/** True of a row by the cell of one column. Words are compared without case and outer spaces. */
export const conditionSchema = z
  .strictObject({
    column: heading,
    is: words.optional(),
    isNot: words.optional(),
    startsWith: words.optional(),
    endsWith: words.optional(),
    contains: words.optional(),
    blank: z.boolean().optional(),
  })
  .refine(
    ({ is, isNot, startsWith, endsWith, contains, blank }) =>
      [is, isNot, startsWith, endsWith, contains, blank].filter((part) => part !== undefined).length === 1,
    MAPPING_PROBLEMS.oneCondition,
  );

export type Condition = z.infer<typeof conditionSchema>;

/** A space at its end is kept: `Week ` begins `Week 10` and not `Weekend`. */
export const foldedBeginning = (text: string) => text.trimStart().toLowerCase();

/** Whether a folded text begins so. A word and a space also begin the word alone. */
export const begins = (text: string, beginning: string) => `${text} `.startsWith(beginning);

export type Cells = readonly string[];

export type Columns = {
  /** Position of a column that the mapping names; it is known to be there. */
  at(heading: string): number;
  /** Whether a cell's text means "not stated". */
  isBlank(text: string): boolean;
};

export const folded = (text: string) => text.trim().toLowerCase();

export function compileCondition(condition: Condition, columns: Columns): (cells: Cells) => boolean {
  const at = columns.at(condition.column);
  const cell = (cells: Cells) => folded(cells[at] ?? "");
  const { blank, startsWith, endsWith, contains, is, isNot } = condition;
  if (blank !== undefined) return (cells) => columns.isBlank((cells[at] ?? "").trim()) === blank;
  const anyOf = (wanted: readonly string[], holds: (text: string, word: string) => boolean) => {
    const forms = wanted.map(folded);
    return (cells: Cells) => forms.some((form) => holds(cell(cells), form));
  };
  if (startsWith) {
    const forms = startsWith.map(foldedBeginning);
    return (cells) => forms.some((form) => begins(cell(cells), form));
  }
  if (endsWith) return anyOf(endsWith, (text, form) => text.endsWith(form));
  if (contains) return anyOf(contains, (text, form) => text.includes(form));
  const forms = new Set((is ?? isNot ?? []).map(folded));
  return (cells) => forms.has(cell(cells)) === (is !== undefined);
}
