import { compileInstant } from "../../parse/cell-readers";
import { NONE_OF_THESE } from "../column-question";
import type { SampledTable } from "../sampled-table";
import type { Question } from "../question";
import type { ColumnProfile } from "../profile/column-profile";
import { readAs, type RatingContext } from "../columns/rate-columns";
import { saysNothing } from "./case-form";
import { eventRole } from "./event-words";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

type Context = { table: SampledTable; columns: readonly ColumnProfile[]; rating: RatingContext };

/** The columns of a log whose headings do not name them; `questions`: which column names the case, where that is not certain. */
export type UnnamedLog = {
  id: ColumnProfile;
  time: ColumnProfile;
  event: ColumnProfile;
  /** When each row was. */
  ms: readonly (number | null)[];
  questions: Question[];
};
type Candidate = Omit<UnnamedLog, "questions"> & { score: number };

const CASE_COLUMN = "case-column";
const MIN_EVENTS = 1.3;
const MAX_EVENT_NAMES = 40;
const MIN_FILLED = 0.9;
const MIN_COVERAGE = 0.3;
const POSSIBLE = 0.4;
const CERTAIN = 0.8;
/** A second column that fits nearly as well as the best makes the case a question. */
const RIVAL = 0.75;
const MAX_OPTIONS = 8;

/**
 * Detects an event log by its cells: a case repeats, its events have few different names, each of them seldom twice in a case, it
 * starts once, and its times differ. Null where no columns fit, or where each row was stated to be a contact.
 */
export function findUnnamedLog(context: Context): UnnamedLog | null {
  const { columns, rating } = context;
  const answer = rating.answers.get(CASE_COLUMN);
  if (answer === NONE_OF_THESE) return null;
  const candidates = candidatesOf(context).toSorted((a, b) => b.score - a.score || b.id.distinct - a.id.distinct);
  const best = candidates.find(({ id }) => id.heading === answer) ?? candidates[0];
  if (best === undefined) return null;
  const { id, time, event, ms, score } = best;
  const isKnown = endsCases(event);
  if (id.heading === answer) return { id, time, event, ms, questions: [] };
  if (score < POSSIBLE || (!isKnown && columns.some(namesRows))) return null;
  const fitting = candidates.filter((one) => one.time === time && one.event === event);
  const isCertain = isKnown && score >= CERTAIN && !fitting.some((one) => one !== best && one.score >= score * RIVAL);
  return { id, time, event, ms, questions: isCertain ? [] : [caseQuestion(fitting.map((one) => one.id))] };
}

/** Whether some of the names are those of events that end cases in known logs. */
function endsCases({ words }: ColumnProfile): boolean {
  return (words ?? []).some((word) => ["answered", "abandoned", "resolved"].includes(eventRole(word) ?? ""));
}

/** Whether every row has a value of its own that is no moment: perhaps the id of the row. */
function namesRows({ filled, cells, distinct, instant, number }: ColumnProfile): boolean {
  return filled === cells && distinct === filled && instant === null && (number === null || number.whole);
}

function caseQuestion(ids: readonly ColumnProfile[]): Question {
  return {
    id: CASE_COLUMN,
    columns: ids.map(({ heading }) => heading),
    text: QUESTION_TEXTS.caseColumn,
    options: [
      ...ids.slice(0, MAX_OPTIONS).map(({ heading, samples }) => ({
        value: heading,
        label: heading,
        example: samples.slice(0, 3).join(", "),
      })),
      { value: NONE_OF_THESE, label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.rowPerContact },
    ],
  };
}

function candidatesOf({ table, columns, rating }: Context): Candidate[] {
  const moments = columns.filter(({ instant, filled, cells }) => {
    return instant?.parts === "both" && filled >= cells * MIN_FILLED;
  });
  const named = columns.filter(namesEvents);
  const known = named.filter(endsCases);
  return moments
    .flatMap((time) => {
      const ms = readMoments(time, table, rating);
      if (ms === null) return [];
      return (known.length > 0 ? known : named).flatMap((event) =>
        columns
          .filter((column) => column !== time && column !== event && column.filled > 0)
          .map((id) => ({ id, time, event, ms, score: fitOf({ id, event, ms }, table) })),
      );
    })
    .filter(({ score }) => score > 0);
}

function namesEvents({ words, filled, cells, instant, number, clocks }: ColumnProfile): boolean {
  if (words === null || instant !== null || number !== null || clocks.length > 0) return false;
  return words.length > 1 && words.length <= MAX_EVENT_NAMES && filled >= cells * MIN_FILLED;
}

function readMoments(time: ColumnProfile, { rows }: SampledTable, rating: RatingContext): (number | null)[] | null {
  const how = readAs(time, { ...rating, target: "openedAt" });
  if (how === null) return null;
  const read = compileInstant({ format: how.reading.format ?? ["iso"] }, how.reading.timeZone ?? "UTC");
  return rows.map((row) => {
    const at = read((row[time.index] ?? "").trim());
    return at.ok ? at.ms : null;
  });
}

type Columns = { id: ColumnProfile; event: ColumnProfile; ms: readonly (number | null)[] };

/** How well the rows of one id are the events of one case, 0–1. */
function fitOf({ id, event, ms }: Columns, { rows }: SampledTable): number {
  const cases = new Map<string, { word: string; at: number }[]>();
  rows.forEach((row, line) => {
    const key = (row[id.index] ?? "").trim();
    const word = (row[event.index] ?? "").trim().toLowerCase();
    const at = ms[line] ?? null;
    if (saysNothing(key) || word === "" || at === null) return;
    const events = cases.get(key) ?? [];
    events.push({ word, at });
    cases.set(key, events);
  });
  const grouped = [...cases.values()].map((events) => events.toSorted((a, b) => a.at - b.at));
  const stated = grouped.reduce((sum, events) => sum + events.length, 0);
  if (stated < rows.length * MIN_COVERAGE || stated < grouped.length * MIN_EVENTS) return 0;
  const distinct = (keyOf: (one: { word: string; at: number }) => string | number) =>
    grouped.reduce((sum, events) => sum + new Set(events.map(keyOf)).size, 0);
  // The rows of one id all at one moment are no course of events.
  if (distinct(({ at }) => at) <= grouped.length * 1.1) return 0;
  const apart = distinct(({ word }) => word) / stated;
  const openers = (event.words ?? []).filter((word) => eventRole(word) === "opened");
  return startsOnce(grouped, openers) * apart * (0.5 + stated / rows.length / 2);
}

/** The share of the cases that hold one of the openings once; the most frequent first event opens them where no name tells it. */
function startsOnce(cases: readonly (readonly { word: string }[])[], named: readonly string[]): number {
  const firsts = new Map<string, number>();
  for (const [first] of cases) if (first) firsts.set(first.word, (firsts.get(first.word) ?? 0) + 1);
  const usual = [...firsts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
  const openers = named.length > 0 || usual === undefined ? named : [usual];
  const shares = openers.map((opener) => {
    const counts = cases.map((events) => events.filter(({ word }) => word === opener).length);
    const held = counts.reduce((sum, count) => sum + count, 0);
    return counts.filter((count) => count === 1).length / Math.max(cases.length, held);
  });
  return Math.max(0, ...shares);
}
