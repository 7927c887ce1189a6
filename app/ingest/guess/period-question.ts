import { addDays, dayNumber, type Day } from "~/domain/calendar/day";
import { TALLY_PERIODS, type TallyPeriod } from "../mapping/tally";
import { momentOf } from "./derive-fields";
import type { Question } from "./guess";
import { momentsOf } from "./instants-between";
import type { Work } from "./work";

const START = "period:";
const WEEK_WORDS = new Set(["week", "wk", "woche", "kw", "semana", "semaine", "settimana"]);
const END_WORDS = new Set(["ending", "end", "ended", "bis", "ende", "fin", "final", "fine", "einde", "until"]);
/** So many days that lie whole weeks apart are no chance. */
const FEW_DAYS = 3;

/** The days that a row of totals is about, as answered, and the question while it is open: a weekly total is no total of one day. */
export function settlePeriod(work: Work): { period: TallyPeriod | null; questions: Question[] } {
  const moment = momentOf(work, "day");
  if (moment === null) return { period: null, questions: [] };
  const { heading, fold } = moment.column;
  const id = `${START}${heading}`;
  const answer = TALLY_PERIODS.find((period) => period === work.rating.answers.get(id));
  if (answer !== undefined) return { period: answer === "day" ? null : answer, questions: [] };
  const days = [...new Set(momentsOf(moment, work.table).flatMap((ms) => (ms === null ? [] : [dayAt(ms)])))].toSorted();
  const [first] = days;
  const named = fold.words.some((word) => WEEK_WORDS.has(word));
  if (first === undefined || !areWeeksApart(days) || (!named && days.length < FEW_DAYS))
    return { period: null, questions: [] };
  const options = [
    { value: "week-from", label: "The week that begins on it", example: `${first} to ${addDays(first, 6)}` },
    { value: "week-to", label: "The week that ends on it", example: `${addDays(first, -6)} to ${first}` },
    { value: "day", label: "That day only", example: first },
  ];
  const endsOnIt = fold.words.some((word) => END_WORDS.has(word));
  return {
    period: null,
    questions: [
      {
        id,
        columns: [heading],
        text: `The dates in “${heading}” are whole weeks apart. Which days are the totals of a row about?`,
        options: endsOnIt ? [options[1], options[0], options[2]].flatMap((option) => option ?? []) : options,
      },
    ],
  };
}

function dayAt(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}

function areWeeksApart(days: readonly Day[]): boolean {
  const [first = ""] = days;
  return days.every((day) => (dayNumber(day) - dayNumber(first)) % 7 === 0);
}
