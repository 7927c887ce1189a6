import { parseDuration } from "../../parse/cell-readers";
import type { DurationUnit } from "../../mapping/field";
import type { Question } from "../question";
import type { TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import type { NumberProfile } from "../profile/number-profile";
import { MAX_STRAY_SHARE } from "../profile/stray-texts";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** Seconds between which the middle of such times lies, in any business we know of, and the most that one of them may be. */
const PLAUSIBLE: Readonly<Record<string, readonly [least: number, most: number, longest: number]>> = {
  waitSeconds: [1, 900, 4 * 3_600],
  talkSeconds: [20, 2_400, 8 * 3_600],
  holdSeconds: [1, 600, 4 * 3_600],
  wrapSeconds: [1, 900, 8 * 3_600],
  handleSeconds: [20, 5_400, 24 * 3_600],
  firstResponseSeconds: [5, 5 * 86_400, 400 * 86_400],
  resolutionSeconds: [30, 60 * 86_400, 2_000 * 86_400],
};
const ANY_TIME = [1, 400 * 86_400, 2_000 * 86_400] as const;
const SIZES = { ms: 0.001, s: 1, min: 60, h: 3_600, d: 86_400 } as const;
type NumericUnit = keyof typeof SIZES;
const NUMERIC_UNITS = ["s", "ms", "min", "h", "d"] as const satisfies readonly NumericUnit[];
const UNIT_LABELS: Readonly<Record<DurationUnit, string>> = {
  ms: "milliseconds",
  s: "seconds",
  min: "minutes",
  h: "hours",
  d: "days",
  "hh:mm:ss": "hours:minutes:seconds",
  "mm:ss": "minutes:seconds",
  "hh:mm": "hours:minutes",
  "h.mm.ss": "hours.minutes.seconds",
  "h:mm a": SUGGESTION_REASONS.amPm,
  spelled: SUGGESTION_REASONS.spelled,
};

export type UnitFound = { unit: DurationUnit; why: string; question: Question | null };

type UnitWanted = {
  target: TargetKey;
  answers: ReadonlyMap<string, string>;
  /** What the cells are divided by to be times of one contact. */
  perContact?: number;
};

/** The unit of a column of durations, by notation, heading and plausible size; with a question where that does not settle it. */
export function findUnit(column: ColumnProfile, { target, answers, perContact = 1 }: UnitWanted): UnitFound | null {
  const stated = column.fold.unit;
  const clocks = clocksOf(column);
  if (clocks.length > 0) {
    const byHeading = clocks.find((clock) => clock === stated);
    if (byHeading && clocks.length > 1) return found(byHeading, SUGGESTION_REASONS.headingUnit(UNIT_LABELS[byHeading]));
    return resolve(
      column,
      target,
      answers,
      clocks,
      clocks.filter((clock) => isPlausible(secondsOfClock(column, clock) / perContact, target)),
    );
  }
  if (!column.number || column.number.percentSigns || isOftenNegative(column)) return null;
  const middle = typicalSize(column.number) / perContact;
  const longest = column.number.most / perContact;
  const plausible = NUMERIC_UNITS.filter(
    (unit) =>
      isPlausible(middle * SIZES[unit], target) &&
      longest * SIZES[unit] <= rangeOf(target)[2] &&
      !(unit === "ms" && !column.number?.whole),
  );
  if (stated && isNumeric(stated)) {
    // A unit in the heading is believed unless the figures cannot be so.
    const readable = middle === 0 || isPlausible(middle * SIZES[stated], target, 20);
    if (readable || plausible.length === 0) return found(stated, SUGGESTION_REASONS.headingUnit(UNIT_LABELS[stated]));
    return resolve(column, target, answers, [stated, ...plausible], []);
  }
  return resolve(column, target, answers, NUMERIC_UNITS, plausible);
}

/** A time below nothing is a slip of the sender where it is rare; a column of them is another thing. */
function isOftenNegative(column: ColumnProfile): boolean {
  return negativesOf(column).length > column.texts.length * MAX_STRAY_SHARE;
}

/** Figures below nothing, once each. */
export function negativesOf({ texts, number }: ColumnProfile): string[] {
  return number !== null && number.least < 0 ? texts.filter((text) => text.startsWith("-")) : [];
}

function resolve(
  column: ColumnProfile,
  target: TargetKey,
  answers: ReadonlyMap<string, string>,
  possible: readonly DurationUnit[],
  plausible: readonly DurationUnit[],
): UnitFound {
  const id = `unit:${column.heading}`;
  const answer = possible.find((unit) => unit === answers.get(id));
  if (answer) return found(answer, SUGGESTION_REASONS.chosenUnit(UNIT_LABELS[answer]));
  const [only, another] = possible.length === 1 ? possible : plausible;
  if (only && another === undefined) {
    const why =
      possible.length === 1
        ? SUGGESTION_DETAILS.format(column.samples[0] ?? "")
        : SUGGESTION_REASONS.plausibleUnit(UNIT_LABELS[only]);
    return found(only, why);
  }
  const offered = plausible.length > 1 ? plausible : possible;
  const sample = column.texts.find((text) => /[1-9]/.test(text)) ?? column.texts[0] ?? "";
  return {
    unit: offered[0] ?? "s",
    why: SUGGESTION_REASONS.unknownUnit,
    question: {
      id,
      columns: [column.heading],
      text: QUESTION_TEXTS.unit(column.heading, sample),
      options: offered.map((unit) => ({
        value: unit,
        label: capitalized(UNIT_LABELS[unit]),
        example: spelt(sample, unit, column),
      })),
    },
  };
}

function spelt(sample: string, unit: DurationUnit, { number, spelled }: ColumnProfile): string {
  const seconds = parseDuration(sample, unit, (number ?? spelled)?.decimals[0]);
  return seconds === null ? sample : `${sample} = ${durationInWords(seconds)}`;
}

function durationInWords(seconds: number): string {
  if (seconds < 120) return `${Number(seconds.toPrecision(3))} s`;
  if (seconds < 7_200) return `${Number((seconds / 60).toPrecision(3))} min`;
  return seconds < 172_800
    ? `${Number((seconds / 3_600).toPrecision(3))} h`
    : `${Number((seconds / 86_400).toPrecision(3))} days`;
}

function found(unit: DurationUnit, why: string): UnitFound {
  return { unit, why, question: null };
}

/** Clock notations, without those that say the same of plain numbers. */
function clocksOf({ clocks, number }: ColumnProfile): readonly DurationUnit[] {
  return number ? [] : clocks;
}

/** The middle of the durations above nothing, in seconds. */
export function secondsOfClock(column: ColumnProfile, clock: DurationUnit): number {
  const seconds = column.texts
    .flatMap((text) => parseDuration(text, clock, column.spelled?.decimals[0]) ?? [])
    .filter((value) => value > 0);
  return seconds.toSorted((a, b) => a - b)[seconds.length >> 1] ?? 0;
}

function typicalSize({ median, most }: NumberProfile): number {
  return median > 0 ? median : most;
}

export function isPlausible(seconds: number, target: TargetKey, slack = 1): boolean {
  const [least, most] = rangeOf(target);
  return seconds >= least / slack && seconds <= most * slack;
}

function rangeOf(target: TargetKey): readonly [least: number, most: number, longest: number] {
  return Object.hasOwn(PLAUSIBLE, target) ? (PLAUSIBLE[target] ?? ANY_TIME) : ANY_TIME;
}

function isNumeric(unit: DurationUnit): unit is NumericUnit {
  return Object.hasOwn(SIZES, unit);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
