import { columnQuestionId, NONE_OF_THESE } from "../column-question";
import type { Question } from "../question";
import type { TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { certaintyOf, rateColumn, readAs, type Rating } from "../columns/rate-columns";
import { neededTargets, targetLabel, targetType } from "../targets";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, columnOf, type MappingState } from "../mapping-state";
import { columnOption } from "./column-option";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

/** Below this a column that a row cannot do without is requested. */
const MIN_CERTAIN = 0.6;
const MAX_OFFERED = 8;

/** Asks for fields that a row cannot do without where no column is plainly meant, and for any figure that two columns could be. */
export function askDoubtfulFields(state: MappingState, evidence: MappingEvidence): MappingState {
  const { columns, rating: context } = evidence;
  const needed = neededTargets(context.kind);
  const questions = [...state.resolved].flatMap(([heading, { target, rating, chosen }]): Question[] => {
    if (target === null || rating === null || chosen || context.answers.has(columnQuestionId(target))) return [];
    const column = columns.find((one) => one.heading === heading);
    if (!column || columnOf(state, evidence, target) !== column) return [];
    const rivals = rivalsOf(column, target, rating, state, evidence);
    if (rivals.length > 0) return [rivalQuestion(target, [column, ...rivals], evidence)];
    return needed.has(target) && certaintyOf(rating) < MIN_CERTAIN
      ? [neededQuestion(target, column, state, evidence)]
      : [];
  });
  return ask(state, "fields", questions);
}

function neededQuestion(
  target: TargetKey,
  column: ColumnProfile,
  { resolved }: MappingState,
  { columns, rating }: MappingEvidence,
): Question {
  const label = targetLabel(target, rating.kind);
  const others = columns.filter((other) => {
    const free = (resolved.get(other.heading)?.target ?? null) === null;
    return other !== column && free && (readAs(other, { ...rating, target })?.fit ?? 0) >= 0.5;
  });
  const text = QUESTION_TEXTS.unclearColumn(label);
  return requested(target, text, [column, ...others].slice(0, MAX_OFFERED));
}

/** As good a name, and other figures. */
const NAMED = 0.85;
const AS_GOOD = 0.97;

/** Columns left out that have as good a name for the figure or moment as the one that feeds it, and say something else. */
function rivalsOf(
  column: ColumnProfile,
  target: TargetKey,
  chosen: Rating,
  { resolved }: MappingState,
  { columns, rating, table }: MappingEvidence,
): ColumnProfile[] {
  const type = targetType(target, rating.kind);
  if (type === "text" || target === "eventOrder" || target === "preliminary" || chosen.preset) return [];
  return columns.filter((other) => {
    if (other === column || other.filled === 0 || resolved.has(other.heading)) return false;
    const rated = rateColumn(other, target, rating);
    if (!rated || rated.named < NAMED || rated.score < chosen.score * AS_GOOD) return false;
    return table.rows.some((row) => (row[other.index] ?? "").trim() !== (row[column.index] ?? "").trim());
  });
}

function rivalQuestion(target: TargetKey, columns: readonly ColumnProfile[], { rating }: MappingEvidence): Question {
  const names = columns.map(({ heading }) => `“${heading}”`);
  const named = `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  return requested(target, QUESTION_TEXTS.severalColumns(named, targetLabel(target, rating.kind)), columns);
}

function requested(target: TargetKey, text: string, columns: readonly ColumnProfile[]): Question {
  return {
    id: columnQuestionId(target),
    columns: columns.map(({ heading }) => heading),
    text,
    options: [
      ...columns.map(columnOption),
      { value: NONE_OF_THESE, label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.noColumn },
    ],
  };
}
