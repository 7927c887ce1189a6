import { z } from "zod";
import { dateFormat, heading } from "./plain-values";
import { MAPPING_PROBLEMS } from "~/wording/imports/mapping-problems";

const mark = z.string().min(1).max(150).optional();

/** A figure of which the file has a column per date: what its headings write before and behind the date, and what it is to the mapping. */
const figureSchema = z
  .strictObject({ as: heading, before: mark, after: mark })
  .refine(({ before, after }) => before !== undefined || after !== undefined, MAPPING_PROBLEMS.beforeAfter);
export type WideFigureColumn = z.infer<typeof figureSchema>;

const columnsSchema = z.union([
  z.array(heading).min(1).max(400),
  /**
   * Every column whose heading is a date written so, such as "MMM yyyy". With `figures` every column whose heading is such a date and one
   * of them, such as "Jan 2026 Offered": a row is read once for each date, with the date and a column for each figure.
   */
  z.strictObject({
    dateFormat: z.union([dateFormat, z.array(dateFormat).min(1).max(8)]),
    figures: z.array(figureSchema).min(1).max(60).optional(),
  }),
  z.strictObject({ startsWith: heading }),
]);
type WideColumns = z.infer<typeof columnsSchema>;

/**
 * For wide files: a row is read once for each of the columns, with the column's heading and its cell as two columns more, which
 * fields, totals and conditions name like any other. Blank cells are skipped.
 */
export const unpivotSchema = z
  .strictObject({
    columns: columnsSchema,
    headingAs: heading.default("Heading"),
    /** Of no use with `figures`, which have names of their own. */
    valueAs: heading.default("Value"),
  })
  .refine(({ headingAs, valueAs }) => headingAs !== valueAs, MAPPING_PROBLEMS.ownNames)
  .refine(
    ({ columns, headingAs }) => !figuresIn(columns).some(({ as }) => as === headingAs),
    MAPPING_PROBLEMS.ownFigureNames,
  );
export type Unpivot = z.infer<typeof unpivotSchema>;

/** The figures that the headings name besides the date; none where they name a date or a slice alone. */
export function figuresIn(columns: WideColumns): readonly WideFigureColumn[] {
  return "dateFormat" in columns ? (columns.figures ?? []) : [];
}

/** What a heading holds between the marks of a figure; null where it does not have them. */
export function dateBeside(name: string, { before = "", after = "" }: WideFigureColumn): string | null {
  const [text, start, end] = [name.trim(), before.toLowerCase(), after.toLowerCase()];
  const folded = text.toLowerCase();
  const holds = folded.startsWith(start) && folded.endsWith(end) && text.length > start.length + end.length;
  return holds ? text.slice(start.length, text.length - end.length).trim() : null;
}
