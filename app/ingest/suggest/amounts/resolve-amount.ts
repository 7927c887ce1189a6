import { parseNumeral } from "../../values/numerals";
import type { SampledTable } from "../sampled-table";
import type { Question } from "../question";
import type { TargetKey } from "../suggestion";
import { foldHeading } from "../synonyms/heading-fold";
import { volumesOf } from "./measure-volumes";
import type { ColumnProfile } from "../profile/column-profile";
import { amountForm } from "../readings/read-amount";
import { findUnit, isPlausible, secondsOfClock } from "../readings/duration-unit";
import { weightOf, type Weight } from "./share-weights";
import { isOpenLimit, targetLabel, targetType } from "../targets";
import type { HowRead } from "../readings/how-read";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

export type AmountContext = {
  table: SampledTable;
  /** The column of each measure that the file gives as a plain count or sum. */
  volumes: ReadonlyMap<TargetKey, ColumnProfile>;
  /** The column of each time that shares are given of, as a total. */
  spans: ReadonlyMap<TargetKey, ColumnProfile>;
  /** Columns of plain amounts, which may weigh a share. */
  weights: readonly Weight[];
  isHandleTimeKnown: boolean;
  answers: ReadonlyMap<string, string>;
};

/** A column of an amount with its unit and its volume; null, with the reason, where it cannot be added up. */
export function resolveAmount(
  column: ColumnProfile,
  target: TargetKey,
  how: HowRead,
  context: AmountContext,
): { target: TargetKey; how: HowRead } | { refused: string } {
  const isTime = targetType(target, "totals") === "seconds";
  const form = amountForm(column, target, context.answers);
  const questions = [...how.questions];
  const why = form === "share" ? [] : [how.why];
  const reading = { ...how.reading };
  let averaged = form === "average" || form === "share";
  const candidates = volumesFor(
    target,
    column,
    form === "share" ? [context.volumes, context.spans] : [context.volumes],
  );
  if (isTime && form !== "share") {
    const perContact = typicalVolume(candidates[0], context);
    const each = findUnit(column, { target, answers: context.answers });
    const summed = findUnit(column, { target, answers: context.answers, perContact });
    if (form === "unstated" && volumesOf(target).length > 0) {
      const recognized = averageOrTotal(column, target, { each, summed }, candidates, context);
      averaged = recognized.averaged;
      why.push(recognized.why);
      if (recognized.question) questions.push(recognized.question);
    }
    const unit = averaged ? each : summed;
    if (unit) {
      if (unit.unit !== "s") reading.unit = unit.unit;
      why.push(unit.why);
      if (unit.question) questions.push(unit.question);
    }
  }
  if (target === "availableSeconds" && form === "share" && context.isHandleTimeKnown) {
    const part = SUGGESTION_DETAILS.occupancy;
    return { target, how: { ...how, reading: { ...reading, restOf: "handleSeconds" }, why: part } };
  }
  const weight =
    form === "share" && candidates.length === 0 ? weightOf(column, target, context.weights, context.answers) : null;
  if (weight !== null && typeof weight === "object" && "question" in weight) {
    const { unit: _unit, ...open } = reading;
    return {
      target,
      how: { ...how, reading: open, why: SUGGESTION_DETAILS.share, questions: [...questions, weight.question] },
    };
  }
  if (weight === "none") return { refused: SUGGESTION_REASONS.shareLeftOut };
  if (weight !== null) {
    reading.times = weight.heading;
    why.push(SUGGESTION_DETAILS.weighted(weight.heading));
  } else if (averaged) {
    const requested = form === "share" ? shareOf(column, target, candidates, context) : null;
    const volume = requested ? requested.volume : (candidates[0] ?? null);
    if (requested?.question) questions.push(requested.question);
    if (!volume) {
      const what = form === "share" ? SUGGESTION_DETAILS.share : SUGGESTION_DETAILS.average;
      return {
        refused: SUGGESTION_DETAILS.needsVolume(what),
      };
    }
    reading.times = volume.heading;
    why.push(
      SUGGESTION_DETAILS.countedWith(
        form === "share" ? SUGGESTION_DETAILS.share : SUGGESTION_DETAILS.average,
        volume.heading,
      ),
    );
  }
  const limit = isOpenLimit(target) ? limitOf(column, target, context.answers) : { target, question: null };
  if (limit.question) questions.push(limit.question);
  return {
    target: limit.target,
    how: { ...how, reading, why: why.filter((part) => part !== "").join("; "), questions },
  };
}

/** Plain counts of the measures that the amount may be divided by. */
function volumesFor(
  target: TargetKey,
  column: ColumnProfile,
  known: readonly ReadonlyMap<TargetKey, ColumnProfile>[],
): ColumnProfile[] {
  return volumesOf(target)
    .flatMap((measure) => known.flatMap((columns) => columns.get(measure) ?? []))
    .filter((volume) => volume.heading !== column.heading);
}

function typicalVolume(volume: ColumnProfile | undefined, { table }: AmountContext): number {
  if (!volume) return 1;
  const values = numbersOf(volume, table).filter((value) => value !== null && value > 0);
  return values.toSorted((a, b) => (a ?? 0) - (b ?? 0))[values.length >> 1] ?? 1;
}

type Units = Record<"each" | "summed", ReturnType<typeof findUnit>>;

/** Whether times of which the heading does not say so are averages: by which of both is of a plausible size. */
function averageOrTotal(
  column: ColumnProfile,
  target: TargetKey,
  { each, summed }: Units,
  candidates: readonly ColumnProfile[],
  context: AmountContext,
): { averaged: boolean; why: string; question: Question | null } {
  const id = `sum:${column.heading}`;
  const answer = context.answers.get(id);
  if (answer !== undefined)
    return { averaged: answer === "average", why: SUGGESTION_DETAILS.yourAnswer, question: null };
  if (candidates.length === 0) return { averaged: false, why: SUGGESTION_DETAILS.asTotal, question: null };
  const average = context.table.headings.find((heading) => isAverageOf(heading, column));
  if (average !== undefined)
    return { averaged: false, why: SUGGESTION_DETAILS.totalOfAverage(average), question: null };
  const eachFits = each !== null && each.question === null && fitsPlainly(column, target, 1);
  const summedFits =
    summed !== null && summed.question === null && fitsPlainly(column, target, typicalVolume(candidates[0], context));
  if (eachFits !== summedFits) {
    return {
      averaged: eachFits,
      why: SUGGESTION_DETAILS.bySize(eachFits ? SUGGESTION_DETAILS.average : SUGGESTION_DETAILS.total),
      question: null,
    };
  }
  const options = [
    { value: "total", label: QUESTION_TEXTS.totalOfRow, example: QUESTION_TEXTS.addedAsIs },
    {
      value: "average",
      label: QUESTION_TEXTS.averageOfContact,
      example: SUGGESTION_DETAILS.multiplied(candidates[0]?.heading ?? ""),
    },
  ];
  const text = QUESTION_TEXTS.totalOrAverage(column.heading);
  return { averaged: false, why: "", question: { id, columns: [column.heading], text, options } };
}

function isAverageOf(heading: string, { fold }: ColumnProfile): boolean {
  const { sum, words } = foldHeading(heading);
  return sum === "average" && words.join(" ") === fold.words.join(" ");
}

function fitsPlainly(column: ColumnProfile, target: TargetKey, perContact: number): boolean {
  const { number, clocks, fold } = column;
  if (!number) return clocks.some((clock) => isPlausible(secondsOfClock(column, clock) / perContact, target));
  const size = { ms: 0.001, s: 1, min: 60, h: 3_600, d: 86_400 }[
    fold.unit === null || fold.unit.includes(":") || fold.unit.includes(".") ? "s" : numericUnit(fold.unit)
  ];
  const seconds = (number.median / perContact) * size;
  return isPlausible(seconds, target) || (fold.unit === null && number.whole && isPlausible(seconds / 1_000, target));
}

function numericUnit(unit: string): "ms" | "s" | "min" | "h" | "d" {
  return unit === "ms" || unit === "min" || unit === "h" || unit === "d" ? unit : "s";
}

const ROUNDING = 0.0101;
const FEW = 0.05;

/**
 * The volume that a share is of. Answered in time may be given of the offered or of the answered: where it often exceeds the share that
 * was answered at all, it is of the answered; else it is asked, for the two lie points apart.
 */
function shareOf(
  column: ColumnProfile,
  target: TargetKey,
  candidates: readonly ColumnProfile[],
  { table, volumes, answers }: AmountContext,
): { volume: ColumnProfile | null; question: Question | null } {
  const offered = volumes.get("offered");
  const answered = volumes.get("answered");
  if (!target.startsWith("wait<=") || !offered || !answered) return { volume: candidates[0] ?? null, question: null };
  const id = `share-of:${column.heading}`;
  const answer = [offered, answered].find(({ heading }) => heading === answers.get(id));
  if (answer) return { volume: answer, question: null };
  const scale = (column.number?.most ?? 0) > 1.5 ? 0.01 : 1;
  const all = numbersOf(offered, table);
  const taken = numbersOf(answered, table);
  const beyond = numbersOf(column, table).filter((share, row) => {
    const [most, volume] = [taken[row] ?? null, all[row] ?? null];
    return share !== null && most !== null && volume !== null && volume > 0 && share * scale > most / volume + ROUNDING;
  });
  if (beyond.length > table.rows.length * FEW) return { volume: answered, question: null };
  const options = [offered, answered].map(({ heading }) => ({
    value: heading,
    label: `Of “${heading}”`,
    example: `“${column.heading}” × “${heading}”`,
  }));
  const text = QUESTION_TEXTS.shareOf(column.heading);
  return { volume: offered, question: { id, columns: [column.heading], text, options } };
}

function numbersOf(column: ColumnProfile, { rows }: SampledTable): (number | null)[] {
  const sign = column.number?.decimals[0] ?? ".";
  return rows.map((row) => parseNumeral((row[column.index] ?? "").trim(), sign));
}

const LIMITS: Readonly<Record<string, readonly number[]>> = {
  "wait<=": [10, 20, 30, 60],
  "abandonedWait<=": [5, 10, 20],
  "csat>=": [4, 5],
};

/** The limit that the heading says, or the question for it. */
function limitOf(
  column: ColumnProfile,
  target: TargetKey,
  answers: ReadonlyMap<string, string>,
): { target: TargetKey; question: Question | null } {
  const { threshold, unit } = column.fold;
  if (threshold !== null && threshold > 0)
    return { target: `${target}${unit === "min" ? threshold * 60 : threshold}`, question: null };
  const id = `limit:${column.heading}`;
  const limits = LIMITS[target] ?? [];
  const answer = answers.get(id);
  if (answer !== undefined && /^\d{1,6}$/.test(answer)) return { target: `${target}${Number(answer)}`, question: null };
  const options = limits.map((limit) => ({
    value: String(limit),
    label: targetLabel(`${target}${limit}`, "totals"),
    example: target === "csat>=" ? SUGGESTION_DETAILS.scoresFrom(limit) : SUGGESTION_DETAILS.waitUpTo(limit),
  }));
  const text = QUESTION_TEXTS.limitMissing(column.heading);
  return { target: `${target}${limits[0] ?? 0}`, question: { id, columns: [column.heading], text, options } };
}
