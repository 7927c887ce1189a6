import { columnQuestionId, NONE_OF_THESE } from "../column-question";
import { rateColumn, readAs, type RatingContext } from "../columns/rate-columns";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, columnOf, isFed, questionsOf, type MappingState } from "../mapping-state";
import type { ColumnProfile } from "../profile/column-profile";
import type { Question } from "../question";
import type { MissingTarget, TargetKey } from "../suggestion";
import { isMeasureTarget, targetsOf } from "../targets";
import { asksFigure } from "../wide/resolve-wide";
import { columnOption } from "./column-option";
import { BUILT_KEY, builtKey, keyColumns } from "./built-key";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/**
 * What a file of the kind must have and no column feeds, with the columns that come nearest: also an amount of totals, and of a calendar
 * the weekdays or the date. Of what some column could feed it is asked which.
 */
export function findMissing(state: MappingState, evidence: MappingEvidence): MappingState {
  const hasKey = columnOf(state, evidence, "externalId") === null && builtKey(evidence) !== null;
  const namesMonth = state.monthInName !== null || (state.requested.get("month-in-name") ?? []).length > 0;
  const missing = wantedTargets(state, evidence).filter(({ target }) => {
    if (target === "externalId" && hasKey) return false;
    if (target === "day" && namesMonth) return false;
    return target !== "offered" || !questionsOf(state).some(asksFigure);
  });
  return ask({ ...state, missing }, "missing", missingQuestions(missing, evidence));
}

function wantedTargets(state: MappingState, { columns, rating, context }: MappingEvidence): MissingTarget[] {
  const { kind } = rating;
  const constants = context.choices?.constants ?? [];
  const has = (target: TargetKey) => constants.some((constant) => constant.target === target) || isFed(state, target);
  const required = targetsOf(kind).filter(
    (option) => option.required && !has(option.key) && !(option.key === "day" && has("at")),
  );
  const missing = required.map(({ key, label }) => ({ target: key, label, found: nearest(columns, key, rating) }));
  if (kind === "calendar" && !has("weekdays") && !has("date"))
    missing.push({ target: "date", label: SUGGESTION_DETAILS.weekdaysOrDate, found: nearest(columns, "date", rating) });
  const amounts = [...state.resolved.values()].some(({ target }) => target !== null && isMeasureTarget(target));
  return kind === "totals" && !amounts
    ? [...missing, { target: "offered", label: SUGGESTION_DETAILS.oneAmount, found: [] }]
    : missing;
}

const MAX_FOUND = 5;

function nearest(columns: readonly ColumnProfile[], target: TargetKey, rating: RatingContext): string[] {
  const rated = columns.map((column) => ({ column, score: rateColumn(column, target, rating)?.score ?? 0 }));
  const near = rated.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score);
  return (near.length > 0 ? near : rated).slice(0, MAX_FOUND).map(({ column }) => column.heading);
}

const MAX_OPTIONS = 60;

/**
 * A question for each needed target that no column feeds and some column could, unless it was answered. Amounts are any column's, and
 * are not asked.
 */
function missingQuestions(missing: readonly MissingTarget[], evidence: MappingEvidence): Question[] {
  const { columns, rating } = evidence;
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
    const built = target === "externalId" ? keyColumns(evidence) : null;
    if (ordered.length === 0 && built === null) return [];
    return [
      {
        id,
        columns: found,
        text: QUESTION_TEXTS.requiredColumn(label),
        options: [
          ...ordered.map(columnOption),
          ...(built === null
            ? []
            : [
                {
                  value: BUILT_KEY,
                  label: QUESTION_TEXTS.builtKey(built.map(({ heading }) => heading)),
                  example: QUESTION_TEXTS.replacesSame,
                },
              ]),
          { value: NONE_OF_THESE, label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.otherKind },
        ],
      },
    ];
  });
}

/** When each row was, in full seconds: two rows may well share it. */
function isMomentOfRow({ instant, distinct, filled }: ColumnProfile): boolean {
  return instant !== null && distinct === filled;
}
