import type { Condition } from "../../mapping/condition";
import type { SampledTable } from "../sampled-table";
import type { Question } from "../question";
import type { ColumnProfile } from "../profile/column-profile";
import { lengthen, type WideForm } from "../wide/wide-form";
import { countColumns, figureColumns } from "./additive-columns";
import { conditionsOf, findSubtotals, subtotalsQuestionId, type Subtotals } from "./find-subtotals";

/** Rows that add others up, without those that were stated to count beside them. */
export function subtotalsOf(
  table: SampledTable,
  columns: readonly ColumnProfile[],
  answers: ReadonlyMap<string, string>,
): Subtotals[] {
  return findSubtotals(table, columns).filter(({ column }) => answers.get(subtotalsQuestionId(column)) !== "rows");
}

/**
 * The same in a file with a row per measure, whose figures add up measure by measure. Rows of averages and shares go by the words of those
 * that add up; what names the measure names no total.
 */
export function subtotalsOfMeasures(
  table: SampledTable,
  form: WideForm,
  profile: (table: SampledTable) => ColumnProfile[],
  answers: ReadonlyMap<string, string>,
): Subtotals[] {
  const width = table.headings.length + form.figures.length;
  const long = lengthen({ ...table, rows: table.rows.slice(0, Math.ceil(MAX_CELLS / width)) }, form);
  const columns = profile(long);
  const counts = countColumns(columns);
  const figures = counts.length > 0 ? counts : figureColumns(columns, counts);
  const counted = long.rows.filter((row) => figures.some(({ index }) => (row[index] ?? "").trim() !== ""));
  const metrics = new Set(form.figures.flatMap(({ when }) => when?.column ?? []));
  return subtotalsOf({ ...long, rows: counted }, columns, answers)
    .filter(({ column }) => !metrics.has(column))
    .map((one) => ({ ...one, rows: rowsNamed(table, one) }));
}

const MAX_CELLS = 200_000;

function rowsNamed({ headings, rows }: SampledTable, { column, words }: Subtotals): ReadonlySet<number> {
  const at = headings.indexOf(column);
  return new Set(rows.flatMap((row, index) => (words.includes((row[at] ?? "").trim()) ? [index] : [])));
}

/** How a mapping skips the rows that were stated to be totals. */
export function skippedTotals(
  subtotals: readonly Subtotals[],
  table: SampledTable,
  answers: ReadonlyMap<string, string>,
): Condition[] {
  return subtotals.filter(isStatedTotal(answers)).flatMap((one) => conditionsOf(one, table));
}

function isStatedTotal(answers: ReadonlyMap<string, string>) {
  return ({ column }: Subtotals) => answers.get(subtotalsQuestionId(column)) === "totals";
}

/** What is asked of rows that add others up. */
export function openSubtotals(subtotals: readonly Subtotals[], answers: ReadonlyMap<string, string>): Question[] {
  return subtotals.filter((one) => !isStatedTotal(answers)(one)).map(({ question }) => question);
}

/** The table by which columns are recognized: a total among days is no day. */
export function withoutSubtotals(table: SampledTable, subtotals: readonly Subtotals[]): SampledTable {
  const left = new Set(subtotals.flatMap(({ rows }) => [...rows]));
  return left.size === 0 ? table : { ...table, rows: table.rows.filter((_, row) => !left.has(row)) };
}
