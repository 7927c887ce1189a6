import type { Condition } from "../../mapping/condition";
import type { Question, SampledTable } from "../guess";
import type { ColumnProfile } from "../profile/column-profile";
import { conditionsOf, findSubtotals, subtotalsQuestionId, type Subtotals } from "./find-subtotals";

/** Rows that add others up, without those that were said to count beside them. */
export function subtotalsOf(
  table: SampledTable,
  columns: readonly ColumnProfile[],
  answers: ReadonlyMap<string, string>,
): Subtotals[] {
  return findSubtotals(table, columns).filter(({ column }) => answers.get(subtotalsQuestionId(column)) !== "rows");
}

/** How a mapping passes over the rows that were said to be totals. */
export function passedOverTotals(
  subtotals: readonly Subtotals[],
  table: SampledTable,
  answers: ReadonlyMap<string, string>,
): Condition[] {
  return subtotals.filter(isSaidTotal(answers)).flatMap((one) => conditionsOf(one, table));
}

function isSaidTotal(answers: ReadonlyMap<string, string>) {
  return ({ column }: Subtotals) => answers.get(subtotalsQuestionId(column)) === "totals";
}

/** What is asked of rows that add others up. */
export function openSubtotals(subtotals: readonly Subtotals[], answers: ReadonlyMap<string, string>): Question[] {
  return subtotals.filter((one) => !isSaidTotal(answers)(one)).map(({ question }) => question);
}

/** The table by which columns are told: a total among days is no day. */
export function withoutSubtotals(table: SampledTable, subtotals: readonly Subtotals[]): SampledTable {
  const left = new Set(subtotals.flatMap(({ rows }) => [...rows]));
  return left.size === 0 ? table : { ...table, rows: table.rows.filter((_, row) => !left.has(row)) };
}
