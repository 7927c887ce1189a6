import type { FileKind } from "~/domain/facts/fact-fields";
import { columnQuestionId, NONE_OF_THESE, targetAskedFor } from "./column-question";
import type { Question } from "./question";
import type { TargetKey } from "./suggestion";
import type { ColumnProfile } from "./profile/column-profile";
import { certaintyOf, rateColumn, readAs, type Rating } from "./columns/rate-columns";
import { targetLabel, targetsOf, targetType } from "./targets";
import { columnOf, type Work } from "./mapping-state";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

/** Below this a column that a row cannot do without is asked for. */
const MIN_CERTAIN = 0.6;
const MAX_OFFERED = 8;

/** What a row of the kind cannot do without; a report's day may be the start of its intervals. */
export function neededTargets(kind: FileKind): ReadonlySet<TargetKey> {
  const needed = targetsOf(kind).flatMap(({ key, required }) => (required ? [key] : []));
  return new Set(kind === "totals" ? [...needed, "at"] : needed);
}

/** Targets of which the analyst said that no column is meant. */
export function fieldsWithout(answers: ReadonlyMap<string, string>): ReadonlySet<TargetKey> {
  return new Set(
    [...answers].flatMap(([id, value]) => {
      const target = targetAskedFor(id);
      return target !== null && value === NONE_OF_THESE ? [target] : [];
    }),
  );
}

/** Asks for fields that a row cannot do without where no column is plainly meant, and for any figure that two columns could be. */
export function fieldQuestions(work: Work): Question[] {
  const needed = neededTargets(work.rating.kind);
  return [...work.settled].flatMap(([heading, { target, rating, chosen }]): Question[] => {
    if (target === null || rating === null || chosen || isAnswered(work, target)) return [];
    const column = work.columns.find((one) => one.heading === heading);
    if (!column || columnOf(work, target) !== column) return [];
    const rivals = rivalsOf(column, target, rating, work);
    if (rivals.length > 0) return [rivalQuestion(target, [column, ...rivals], work)];
    return needed.has(target) && certaintyOf(rating) < MIN_CERTAIN ? [neededQuestion(target, column, work)] : [];
  });
}

function isAnswered({ rating: { answers } }: Work, target: TargetKey): boolean {
  return answers.has(columnQuestionId(target));
}

function neededQuestion(target: TargetKey, column: ColumnProfile, work: Work): Question {
  const label = targetLabel(target, work.rating.kind);
  const others = work.columns.filter((other) => {
    const free = (work.settled.get(other.heading)?.target ?? null) === null;
    return other !== column && free && (readAs(other, { ...work.rating, target })?.fit ?? 0) >= 0.5;
  });
  const text = QUESTION_TEXTS.unclearColumn(label);
  return asked(target, text, [column, ...others].slice(0, MAX_OFFERED));
}

/** As good a name, and other figures. */
const NAMED = 0.85;
const AS_GOOD = 0.97;

/** Columns left out that have as good a name for the figure or moment as the one that feeds it, and say something else. */
function rivalsOf(column: ColumnProfile, target: TargetKey, chosen: Rating, work: Work): ColumnProfile[] {
  const type = targetType(target, work.rating.kind);
  if (type === "text" || target === "eventOrder" || target === "preliminary" || chosen.preset) return [];
  return work.columns.filter((other) => {
    if (other === column || other.filled === 0 || work.settled.has(other.heading)) return false;
    const rated = rateColumn(other, target, work.rating);
    if (!rated || rated.named < NAMED || rated.score < chosen.score * AS_GOOD) return false;
    return work.table.rows.some((row) => (row[other.index] ?? "").trim() !== (row[column.index] ?? "").trim());
  });
}

function rivalQuestion(target: TargetKey, columns: readonly ColumnProfile[], { rating }: Work): Question {
  const names = columns.map(({ heading }) => `“${heading}”`);
  const named = `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  return asked(target, QUESTION_TEXTS.severalColumns(named, targetLabel(target, rating.kind)), columns);
}

function asked(target: TargetKey, text: string, columns: readonly ColumnProfile[]): Question {
  return {
    id: columnQuestionId(target),
    columns: columns.map(({ heading }) => heading),
    text,
    options: [
      ...columns.map(({ heading, samples }) => ({
        value: heading,
        label: heading,
        example: samples.slice(0, 3).join(", "),
      })),
      { value: NONE_OF_THESE, label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.noColumn },
    ],
  };
}
