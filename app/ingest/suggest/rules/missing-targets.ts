import type { MissingTarget, TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { rateColumn, type RatingContext } from "../columns/rate-columns";
import { isMeasureTarget, targetsOf } from "../targets";
import type { Work } from "../mapping-state";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/**
 * What a file of the kind must have and no column feeds, with the columns that come nearest: also an amount of totals, and of a calendar
 * the weekdays or the date.
 */
export function missingTargets(
  { columns, rating, settled }: Work,
  constants: readonly { target: TargetKey }[],
): MissingTarget[] {
  const { kind } = rating;
  const has = (target: TargetKey) =>
    constants.some((constant) => constant.target === target) ||
    [...settled.values()].some((column) => column.target === target);
  const required = targetsOf(kind).filter(
    (option) => option.required && !has(option.key) && !(option.key === "day" && has("at")),
  );
  const missing = required.map(({ key, label }) => ({ target: key, label, found: nearest(columns, key, rating) }));
  if (kind === "calendar" && !has("weekdays") && !has("date"))
    missing.push({ target: "date", label: SUGGESTION_DETAILS.weekdaysOrDate, found: nearest(columns, "date", rating) });
  const amounts = [...settled.values()].some(({ target }) => target !== null && isMeasureTarget(target));
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
