import { addDays, dayNumber, partsOf, type Day } from "~/domain/calendar/day";
import { lastDay } from "~/domain/calendar/day-range";
import { periodOf } from "~/domain/calendar/period";
import { measureDefinition } from "~/domain/metrics/measure-ref";
import { TOTAL_PERIODS, type TotalPeriod } from "../../mapping/total";
import { momentOf } from "./derive-fields";
import type { Question } from "../question";
import { formatsOf, momentsOf } from "./instants-between";
import { DAY_WORDS, MONTH_WORDS, WEEK_WORDS } from "../synonyms/period-words";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, type MappingState } from "../mapping-state";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

const START = "period:";
const END_LABELS = new Set(["ending", "end", "ended", "bis", "ende", "fin", "final", "fine", "einde", "until"]);
/** So many days that lie whole weeks or months apart are no chance. */
const FEW_DAYS = 3;
/** One of so many dates may be an odd one, as after a holiday. */
const ODD_OF = 4;
/** Distances of weeks, also where a holiday moved a date. */
const MIN_WEEK_DAYS = 4;

/** The days that a row of totals is about, as known or answered, and the question while it is open: a weekly total is no total of one day. */
export function resolvePeriod(state: MappingState, evidence: MappingEvidence): MappingState {
  const { period, questions } = periodOfRows(state, evidence);
  return ask({ ...state, period }, "period", questions);
}

function periodOfRows(
  state: MappingState,
  evidence: MappingEvidence,
): { period: TotalPeriod | null; questions: Question[] } {
  const { rating, table } = evidence;
  const nothing = { period: null, questions: [] };
  const moment = momentOf(state, evidence, "day");
  // An invoice is for its month, whatever day it is dated.
  if (moment === null || countsMoneyAlone(state)) return nothing;
  const { heading, fold } = moment.column;
  // Until it is known which figure is the day, the dates say nothing.
  const requested = state.resolved.get(heading)?.rating?.how.questions ?? [];
  if (requested.some((question) => !rating.answers.has(question.id))) return nothing;
  const id = `${START}${heading}`;
  const answer = TOTAL_PERIODS.find((period) => period === rating.answers.get(id));
  if (answer !== undefined) return { period: answer === "day" ? null : answer, questions: [] };
  const days = [...new Set(momentsOf(moment, table).flatMap((ms) => (ms === null ? [] : [dayAt(ms)])))].toSorted();
  const [first] = days;
  if (first === undefined) return nothing;
  const says = (words: ReadonlySet<string>) => fold.words.some((word) => words.has(word));
  const saysMonth = says(MONTH_WORDS) && !says(DAY_WORDS);
  const formats = formatsOf(moment);
  if (formats.every(namesWeeks)) return { period: "week", questions: [] };
  if (formats.every(namesMonths) || (saysMonth && !says(WEEK_WORDS) && areMonths(days)))
    return { period: "month", questions: [] };
  const weekly = says(WEEK_WORDS) ? !areDaily(days) : !saysMonth && areWeeksApart(days);
  const monthly = saysMonth || (!says(WEEK_WORDS) && areMonthsApart(days));
  if (!weekly && !monthly) return nothing;
  const { range } = periodOf("month", first);
  const weeks = [
    { value: "week-from", label: QUESTION_TEXTS.weekStarts, example: `${first} to ${addDays(first, 6)}` },
    { value: "week-to", label: QUESTION_TEXTS.weekEnds, example: `${addDays(first, -6)} to ${first}` },
  ];
  const options = [
    ...(monthly
      ? [{ value: "month", label: QUESTION_TEXTS.calendarMonth, example: `${range.from} to ${lastDay(range)}` }]
      : []),
    ...(weekly ? (says(END_LABELS) ? weeks.toReversed() : weeks) : []),
    { value: "day", label: QUESTION_TEXTS.dayOnly, example: first },
  ];
  const apart = [...(weekly ? [SUGGESTION_DETAILS.wholeWeeks] : []), ...(monthly ? ["months"] : [])].join(" or ");
  const text = QUESTION_TEXTS.periodOfDates(heading, apart);
  return { period: null, questions: [{ id, columns: [heading], text, options }] };
}

function countsMoneyAlone({ resolved }: MappingState): boolean {
  const measured = [...resolved.values()].flatMap(({ target }) => measureDefinition(target ?? "") ?? []);
  return measured.length > 0 && measured.every(({ unit }) => unit === "money");
}

/** A format with a month and a year, but without a day. */
function namesMonths(format: string): boolean {
  const tokens = withoutLiterals(format);
  return tokens.includes("M") && tokens.includes("y") && !tokens.includes("d");
}

function namesWeeks(format: string): boolean {
  return withoutLiterals(format).includes("w");
}

function withoutLiterals(format: string): string {
  return format.replaceAll(/'[^']*'/g, "");
}

function dayAt(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}

function areWeeksApart(days: readonly Day[]): boolean {
  return areAlike(days, [(day) => dayNumber(day) % 7], FEW_DAYS);
}

function areMonthsApart(days: readonly Day[]): boolean {
  return areMonths(days) ? days.length > 1 : areAlike(days, [isFirst, isLast], FEW_DAYS);
}

/** All are first days of months, or all are last ones. */
function areMonths(days: readonly Day[]): boolean {
  return days.every(isFirst) || days.every(isLast);
}

function isFirst(day: Day): boolean {
  return partsOf(day).date === 1;
}

function isLast(day: Day): boolean {
  return isFirst(addDays(day, 1));
}

/** At least so many dates have the same of a trait, all of them but for one in four. What is false is no trait. */
function areAlike(days: readonly Day[], traits: readonly ((day: Day) => number | boolean)[], least: number): boolean {
  return traits.some((traitOf) => {
    const counts = new Map<number | boolean, number>();
    for (const day of days) counts.set(traitOf(day), (counts.get(traitOf(day)) ?? 0) + 1);
    counts.delete(false);
    const alike = Math.max(0, ...counts.values());
    return alike >= least && days.length - alike <= Math.floor(days.length / ODD_OF);
  });
}

/** Most dates follow closely on the one before. */
function areDaily(days: readonly Day[]): boolean {
  const close = days.filter((day, index) => {
    const before = days[index - 1];
    return before !== undefined && dayNumber(day) - dayNumber(before) < MIN_WEEK_DAYS;
  });
  return close.length > (days.length - 1) / 2;
}
