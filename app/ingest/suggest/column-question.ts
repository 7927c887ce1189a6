import type { Question } from "./question";
import type { MissingTarget, TargetKey } from "./suggestion";
import type { ColumnProfile } from "./profile/column-profile";
import { readAs } from "./columns/rate-columns";
import { nameRows } from "./rules/row-name";
import { isMeasureTarget } from "./targets";
import type { Work } from "./mapping-state";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

const START = "column:";
/** What a question for a column is answered with where no column is meant. */
export const NONE_OF_THESE = "none";
/** What the question for the id of a row is answered with where several columns shall make it up. */
const BUILT_KEY = "+key";
const MAX_OPTIONS = 60;

/** The question which column feeds a target. */
export function columnQuestionId(target: TargetKey): string {
  return `${START}${target}`;
}

/** The target that a question of this id asks a column for; null where it asks for something else. */
export function targetAskedFor(id: string): TargetKey | null {
  return id.startsWith(START) ? id.slice(START.length) : null;
}

/** What each column was said to feed, by the answers to questions for columns. */
export function answeredColumns(answers: ReadonlyMap<string, string>): Map<string, TargetKey> {
  return new Map(
    [...answers].flatMap(([id, heading]): [string, TargetKey][] => {
      const target = targetAskedFor(id);
      return target !== null && heading !== NONE_OF_THESE ? [[heading, target]] : [];
    }),
  );
}

/** The columns that make up the id of a row, where that was answered; null: no. */
export function builtKey(work: Pick<Work, "columns" | "rating" | "table">): ColumnProfile[] | null {
  return work.rating.answers.get(columnQuestionId("externalId")) === BUILT_KEY ? keyColumns(work) : null;
}

/** Moments and words that name every row looked at; null where they do not. Figures are what a later file may correct. */
function keyColumns({ columns, table }: Pick<Work, "columns" | "table">): ColumnProfile[] | null {
  const naming = columns.filter(
    ({ instant, number, clocks }) => instant !== null || (number === null && clocks.length === 0),
  );
  return nameRows([], naming, table);
}

/** When each row was, in full seconds: two rows may well share it. */
function isMomentOfRow({ instant, distinct, filled }: ColumnProfile): boolean {
  return instant !== null && distinct === filled;
}

/**
 * A question for each needed target that no column feeds and some column could, unless it was answered. Amounts are any column's, and
 * are not asked.
 */
export function missingQuestions(
  missing: readonly MissingTarget[],
  work: Pick<Work, "columns" | "rating" | "table">,
): Question[] {
  const { columns, rating } = work;
  return missing.flatMap(({ target, label, found }): Question[] => {
    const id = columnQuestionId(target);
    if (isMeasureTarget(target) || rating.answers.has(id)) return [];
    const near = new Set(found);
    const named = columns.filter(
      (column) =>
        column.filled > 0 &&
        readAs(column, { ...rating, target }) !== null &&
        !(target === "externalId" && isMomentOfRow(column)),
    );
    const ordered = [
      ...named.filter(({ heading }) => near.has(heading)),
      ...named.filter(({ heading }) => !near.has(heading)).toSorted((a, b) => a.index - b.index),
    ].slice(0, MAX_OPTIONS);
    const built = target === "externalId" ? keyColumns(work) : null;
    if (ordered.length === 0 && built === null) return [];
    return [
      {
        id,
        columns: found,
        text: QUESTION_TEXTS.requiredColumn(label),
        options: [
          ...ordered.map(({ heading, samples }) => ({
            value: heading,
            label: heading,
            example: samples.slice(0, 3).join(", "),
          })),
          ...(built === null
            ? []
            : [
                {
                  value: BUILT_KEY,
                  label: QUESTION_TEXTS.togetherKey(built.map(({ heading }) => `“${heading}”`).join(", ")),
                  example: QUESTION_TEXTS.replacesSame,
                },
              ]),
          { value: NONE_OF_THESE, label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.otherKind },
        ],
      },
    ];
  });
}
