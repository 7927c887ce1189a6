import type { ColumnReading, TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { findDecimal } from "./decimal-sign";
import { findUnit, negativesOf } from "./duration-unit";
import type { HowRead, ReadingContext } from "./how-read";
import { targetType } from "../targets";
import { saysYesOrNo } from "./read-flag";
import { STRAY_FIT, strayText } from "./stray-words";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** A column read as durations of one contact. */
export function readSeconds(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const unit = findUnit(column, context);
  if (!unit) return null;
  const { decimal, question } = findDecimal(column, context.evidence, context.answers);
  const negatives = negativesOf(column);
  return {
    fit: (unit.question ? 0.85 : 1) * (negatives.length > 0 ? STRAY_FIT : 1),
    ...(negatives.length > 0 ? { warning: strayText(negatives) } : {}),
    reading: { type: "seconds", ...(unit.unit === "s" ? {} : { unit: unit.unit }), ...decimal },
    why: unit.why,
    questions: [unit.question, question].filter((requested) => requested !== null),
  };
}

/** Ranges in which a score of the target lies; figures outside make the column another's. */
const SCORE_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  tenureDays: [0, 20_000],
  firstResponseBusinessDays: [0, 250],
  resolutionBusinessDays: [0, 1_000],
  pointsEarned: [0, 1e6],
  pointsPossible: [0, 1e6],
};
/** A column read as numbers: points, days. */
export function readNumber(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const { target } = context;
  const { number } = column;
  if (!number) return null;
  const [least, most] = Object.hasOwn(SCORE_RANGES, target) ? (SCORE_RANGES[target] ?? [0, 1e9]) : [-1e12, 1e12];
  if (number.least < least || number.most > most) return null;
  const isWhole = targetType(target, context.kind) === "integer";
  if (isWhole && !number.whole) return null;
  const { decimal, question } = findDecimal(column, context.evidence, context.answers);
  const type = isWhole ? "integer" : "number";
  return {
    fit: 1,
    reading: { type, ...decimal },
    why: SUGGESTION_REASONS.range(number.least, number.most),
    questions: question ? [question] : [],
  };
}

/** How many different words such a column has at most, before it is taken for something else. */
const MAX_WORDS: Readonly<Record<string, number>> = {
  site: 30,
  program: 40,
  channel: 20,
  severity: 12,
  language: 40,
  team: 300,
  reason: 300,
  vendor: 30,
};

/** A column read as words. Numbers, moments and ever new words are less likely to name a place or a reason. */
export function readText(column: ColumnProfile, { target }: ReadingContext): HowRead {
  const reading: ColumnReading = { type: "text" };
  const { distinct, filled } = column;
  const why =
    filled === 0
      ? SUGGESTION_REASONS.noValuesChecked
      : distinct === 1
        ? SUGGESTION_REASONS.constant
        : SUGGESTION_REASONS.distinct(distinct);
  return { fit: textFit(column, target), reading, why, questions: [] };
}

function textFit(column: ColumnProfile, target: TargetKey): number {
  const { instant, distinct, filled } = column;
  // A word among figures makes them names.
  const [number, clocks] = column.strays.length > 0 ? [null, []] : [column.number, column.clocks];
  if (instant && !instant.bare) return 0.05;
  if (saysYesOrNo(column)) return 0.1;
  const named = target === "agent" || target === "customer" || target === "contactExternalId";
  if (named) return filled > 20 && distinct === filled && target === "agent" ? 0.6 : number && !number.whole ? 0.1 : 1;
  if (number) return target === "severity" && number.whole && distinct <= 6 ? 0.9 : 0.25;
  if (clocks.length > 0) return 0.1;
  const most = Object.hasOwn(MAX_WORDS, target) ? (MAX_WORDS[target] ?? 300) : 300;
  if (distinct > most) return 0.35;
  return filled > 20 && distinct > filled * 0.8 ? 0.35 : 1;
}

/** A column read as the name of a row: as many different values as rows. */
export function readId(column: ColumnProfile): HowRead | null {
  const { cells, filled, distinct, instant, number } = column;
  if (filled === 0 || (instant && !instant.bare) || (number && !number.whole)) return null;
  const reading: ColumnReading = { type: "text" };
  if (filled < cells) return { fit: 0.45, reading, why: SUGGESTION_REASONS.missing(cells - filled), questions: [] };
  if (distinct === filled) return { fit: 1, reading, why: SUGGESTION_REASONS.unique, questions: [] };
  return {
    fit: distinct > 1 ? 0.8 : 0.3,
    reading,
    why: SUGGESTION_REASONS.distinctOf(distinct, filled),
    questions: [],
  };
}

/** A column that tells which of the rows of one case came last: numbers or moments. */
export function readOrder(column: ColumnProfile, context: ReadingContext, asMoment: HowRead | null): HowRead | null {
  if (asMoment && asMoment.fit > 0.5 && !column.instant?.bare) return asMoment;
  const { number } = column;
  if (!number || !number.whole || column.filled < column.cells) return null;
  const { decimal } = findDecimal(column, context.evidence, context.answers);
  return {
    fit: 1,
    reading: { type: "number", ...decimal },
    why: SUGGESTION_REASONS.counts(number.least, number.most),
    questions: [],
  };
}
