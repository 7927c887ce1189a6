import { columnQuestionId } from "../column-question";
import type { MappingEvidence } from "../mapping-evidence";
import type { ColumnProfile } from "../profile/column-profile";
import { nameRows } from "./row-name";

/** What the question for the id of a row is answered with where several columns shall make it up. */
export const BUILT_KEY = "+key";

/** The columns that make up the id of a row that is no total, where that was answered; null: no. */
export function builtKey(evidence: MappingEvidence): ColumnProfile[] | null {
  const { kind, answers } = evidence.rating;
  return kind !== "totals" && answers.get(columnQuestionId("externalId")) === BUILT_KEY ? keyColumns(evidence) : null;
}

/** Moments and words that name every row looked at; null where they do not. Figures are what a later file may correct. */
export function keyColumns({ columns, table }: Pick<MappingEvidence, "columns" | "table">): ColumnProfile[] | null {
  const naming = columns.filter(
    ({ instant, number, clocks }) => instant !== null || (number === null && clocks.length === 0),
  );
  return nameRows([], naming, table);
}
