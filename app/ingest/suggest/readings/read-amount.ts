import type { Question } from "../question";
import type { ColumnReading, TargetKey } from "../suggestion";
import { volumesOf } from "../amounts/measure-volumes";
import { parseNumeral } from "../../values/numerals";
import type { ColumnProfile } from "../profile/column-profile";
import { STRAY_FIT, strayText } from "./stray-words";
import { targetType } from "../targets";
import { findDecimal } from "./decimal-sign";
import type { HowRead, ReadingContext } from "./how-read";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";
import { COUNTED_LABELS } from "../synonyms/figure-words";

/** `either`: a count or a share, which has to be asked. */
export type AmountForm = "count" | "share" | "either" | "average" | "total" | "unstated";

const AVERAGE_NAMES = new Set(["asa", "aht", "att", "acwt", "dmt", "tmo", "aat"]);
const SHARE_NAMES = new Set([
  "rate",
  "taxa",
  "tasso",
  "anteil",
  "quota",
  "niveau",
  "nivel",
  "livello",
  "level",
  "ratio",
  "share",
  "quote",
  "tasa",
  "taux",
  "sl",
  "adherence",
  "shrinkage",
  "utilisation",
  "utilization",
  "accuracy",
  "occupancy",
  "auslastung",
  "ocupacion",
  "ocupacao",
  "occupation",
  "occupazione",
  "bezettingsgraad",
  "quality",
  "qa",
  "qualitat",
  "calidad",
  "qualite",
  "qualita",
  "qualidade",
  "kwaliteit",
  "csat",
  "fcr",
  "sla",
]);
/** Alone they name a share; beside a word of what is counted they may say which of it, as in "Answered in SLA". */
const COUNTED_NAMES = new Set(["sl", "sla", "csat", "fcr"]);
const NO_ANSWERS: ReadonlyMap<string, string> = new Map();

/** Whether a column of a report states a count, a share of one, or times summed up or averaged, by heading and figures. */
export function amountForm(
  column: ColumnProfile,
  target: TargetKey,
  answers: ReadonlyMap<string, string> = NO_ANSWERS,
): AmountForm {
  const { fold, number } = column;
  const named = (names: ReadonlySet<string>) => fold.words.some((word) => names.has(word));
  const isTime = targetType(target, "totals") === "seconds";
  if (target === "csatScoreSum" && isAverageScore(column)) return "average";
  if (number?.percentSigns) return "share";
  if (number && !number.whole && number.most <= 1 && number.least >= 0) return "share";
  const mayBeShare = (volumesOf(target).length > 0 || target === "availableSeconds") && !(isTime && fold.unit);
  if (fold.sum === "share") return "share";
  if (number && number.most <= 100 && named(SHARE_NAMES) && mayBeShare) {
    const naming = fold.words.filter((word) => SHARE_NAMES.has(word));
    const mayBeCount = number.whole && naming.every((word) => COUNTED_NAMES.has(word)) && named(COUNTED_LABELS);
    if (!mayBeCount) return "share";
    const answer = answers.get(formQuestionId(column));
    return answer === "share" || answer === "count" ? answer : "either";
  }
  if (fold.sum === "average" || named(AVERAGE_NAMES)) return "average";
  if (!isTime) return "count";
  return fold.sum === "total" ? "total" : "unstated";
}

function formQuestionId({ heading }: ColumnProfile): string {
  return `share:${heading}`;
}

function formQuestion(column: ColumnProfile): Question {
  const { heading, number } = column;
  const example = String(number?.most ?? 0);
  return {
    id: formQuestionId(column),
    columns: [heading],
    text: QUESTION_TEXTS.countOrShare(heading),
    options: [
      { value: "count", label: QUESTION_TEXTS.number, example: SUGGESTION_DETAILS.contacts(example) },
      { value: "share", label: QUESTION_TEXTS.percent, example: SUGGESTION_DETAILS.percentOf(example) },
    ],
  };
}

/** Satisfaction as an average of scores, such as 4.2, rather than a share or a count of answers. */
function isAverageScore({ number, fold }: ColumnProfile): boolean {
  if (number === null || number.percentSigns || number.least < 0 || number.most <= 1 || number.most > 10) return false;
  return fold.sum === "average" || !number.whole;
}

/** A quality score on a scale of a few points is no share of what was possible. */
function isFewPoints({ number, fold }: ColumnProfile): boolean {
  const isScore = fold.words.some((word) => SHARE_NAMES.has(word)) && number !== null && !number.percentSigns;
  return isScore && number.most > 1 && number.most <= 10;
}

/** A column read as an amount of a day or an interval. Which volume a share or an average belongs to is seen later. */
export function readAmount(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const { number, clocks } = column;
  const type = targetType(context.target, "totals");
  const form = amountForm(column, context.target, context.answers);
  const { decimal, question } = findDecimal(column, context.evidence, context.answers);
  const questions = question ? [question] : [];
  if (form === "either") questions.push(formQuestion(column));
  if (type === "seconds" && form !== "share") {
    if (!number && clocks.length === 0) return null;
    if (number && number.median < 0) return null;
    return withNegatives(
      { fit: form === "average" ? 0.9 : 1, reading: { type, ...decimal }, why: "", questions },
      column,
    );
  }
  // Credit notes are amounts below nothing.
  const mayBeNegative = context.target === "invoicedMinor";
  if (!number || (number.median < 0 && !mayBeNegative)) return null;
  const isShare = form === "share";
  const isScore = context.target === "csatScoreSum";
  if (isScore ? isShare : form === "average") return null;
  if (context.target === "csat>=" && isAverageScore(column)) return null;
  if (context.target === "pointsEarned" && isFewPoints(column)) return null;
  const reading: ColumnReading = {
    type: "number",
    ...decimal,
    ...(isShare && inHundredths(column) ? { unit: "percent" } : {}),
  };
  const whole =
    number.whole || form === "average" || context.target === "invoicedMinor" || context.target.startsWith("headcount");
  const how: HowRead = {
    fit: isShare ? 0.7 : whole ? 1 : 0.7,
    reading,
    why: isShare
      ? SUGGESTION_REASONS.share(number.least, number.most)
      : SUGGESTION_REASONS.range(number.least, number.most),
    questions,
  };
  return mayBeNegative ? how : withNegatives(how, column);
}

/** A few negative figures do not change what a column is, but their rows are rejected, and the reason says so. */
function withNegatives(how: HowRead, { texts, number }: ColumnProfile): HowRead {
  if (number === null || number.least >= 0) return how;
  const sign = number.decimals[0];
  const negative = texts.filter((text) => (parseNumeral(text, sign) ?? 0) < 0);
  return { ...how, fit: how.fit * STRAY_FIT, warning: strayText(negative) };
}

/** Whether shares are written as 85 rather than 0.85. A percent sign says so by itself. */
function inHundredths({ number }: ColumnProfile): boolean {
  if (number === null || number.percentSigns) return false;
  // Of times scheduled or paid a little more than all may be used; where some are small, more than 1 is per cent.
  return number.most > 1.5 || (number.most > 1 && number.least < 0.5);
}
