import { isReferenceKind, type FileKind } from "~/domain/facts/fact-fields";
import { NONE_OF_THESE } from "../column-question";
import type { SampledTable } from "../sampled-table";
import type { Question } from "../question";
import type { CollapseSuggestion } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

const MIN_REPEATED = 0.02;

/** How many of the rows looked at repeat an id, 0–1. */
function repeatedShare({ filled, distinct }: ColumnProfile): number {
  return filled === 0 ? 0 : 1 - distinct / filled;
}

/** Rows of one case distinguished by an order: the last event of each counts. Null where ids do not repeat. */
export function suggestCollapse(
  id: ColumnProfile | null,
  order: ColumnProfile | null,
  table: SampledTable,
): CollapseSuggestion | null {
  if (!id || !order || repeatedShare(id) < MIN_REPEATED) return null;
  const pairs = new Set(table.rows.map((row) => `${row[id.index] ?? ""}\u0000${row[order.index] ?? ""}`));
  // An order that is the same in all rows of a case orders nothing.
  if (pairs.size <= id.distinct) return null;
  return {
    order: [order.heading],
    reason: SUGGESTION_REASONS.eventLog(id.heading, id.distinct, id.filled, order.heading),
  };
}

/** Whether ids repeat only as their rows stand there both preliminary and final. */
export function repeatsByStatus(id: ColumnProfile | null, status: ColumnProfile | null, table: SampledTable): boolean {
  if (!id || !status) return false;
  const cellOf = (row: readonly string[], { index }: ColumnProfile) => (row[index] ?? "").trim();
  return new Set(table.rows.map((row) => `${cellOf(row, id)}\u0000${cellOf(row, status)}`)).size === table.rows.length;
}

export const REPEATED_ID = "repeated-id";
/** What the question of a repeated id is answered with where a case lasts from its first row to its last. */
export const AS_CASES = "cases";
const LATER_REPLACES = "last";

/** Rows of one id of which the later ones of the file were stated to replace the earlier ones. */
export function answeredCollapse(
  id: ColumnProfile | null,
  answers: ReadonlyMap<string, string>,
): CollapseSuggestion | null {
  if (id === null || answers.get(REPEATED_ID) !== LATER_REPLACES) return null;
  return { order: [], reason: SUGGESTION_REASONS.lastCounts(id.heading) };
}

/** Ids that repeat although nothing orders their rows: perhaps not the ids of rows. `hasMoments`: rows say when they were. */
export function repeatedIdQuestion(
  id: ColumnProfile | null,
  explained: boolean,
  kind: FileKind,
  hasMoments: boolean,
): Question[] {
  if (!id || explained || kind === "totals" || isReferenceKind(kind) || repeatedShare(id) < MIN_REPEATED) return [];
  const asCases = {
    value: AS_CASES,
    label: QUESTION_TEXTS.caseId,
    example: QUESTION_TEXTS.firstToLast,
  };
  return [
    {
      id: REPEATED_ID,
      columns: [id.heading],
      text: QUESTION_TEXTS.rowId(id.heading, id.distinct, id.filled),
      options: [
        {
          value: LATER_REPLACES,
          label: QUESTION_TEXTS.laterReplaces,
          example: id.samples[0] ?? "",
        },
        ...(hasMoments && kind === "contacts" ? [asCases] : []),
        { value: NONE_OF_THESE, label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.otherId },
      ],
    },
  ];
}
