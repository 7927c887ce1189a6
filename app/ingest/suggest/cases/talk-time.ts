import type { SampledTable } from "../sampled-table";
import type { ColumnProfile } from "../profile/column-profile";
import { parseNumeral } from "../../values/numerals";
import { saysNothing } from "./case-form";
import { QUEUE_LOG_ENDS } from "./event-words";

/** The rows of a log: which case each is of, when it was, and what happened. */
export type LoggedEvents = {
  ids: readonly string[];
  ms: readonly (number | null)[];
  words: readonly string[];
};

/** A figure of the events of these names. */
export type EventFigure = { heading: string; words: string[] };

const TOLERANCE_SECONDS = 2;
const MIN_AGREEING = 0.8;
/** How far behind the name of the event a queue log writes how long the call lasted. */
const QUEUE_LOG_POSITION = 2;

/**
 * The column that holds the talk time in the events that end a call: its figures agree with the time since the call was answered, or
 * stand where a queue log writes them. Null where no column does.
 */
export function findTalkTime(
  table: SampledTable,
  columns: readonly ColumnProfile[],
  event: ColumnProfile,
  answered: readonly string[],
  events: LoggedEvents,
): EventFigure | null {
  const elapsed = secondsSince(answered, events);
  const proven = columns
    .filter(({ number }) => number !== null)
    .map((column) => ({ column, words: agreeingText(column, table, elapsed, events) }))
    .toSorted((a, b) => b.words.length - a.words.length || a.column.index - b.column.index)[0];
  const isQueueLog = events.words.some((word) => QUEUE_LOG_ENDS.includes(word));
  if (proven !== undefined && proven.words.length > 0) {
    const words = isQueueLog ? [...new Set([...proven.words, ...QUEUE_LOG_ENDS])] : proven.words;
    return { heading: proven.column.heading, words: words.toSorted() };
  }
  const written = columns.find(({ index, number }) => index === event.index + QUEUE_LOG_POSITION && number !== null);
  return isQueueLog && written ? { heading: written.heading, words: [...QUEUE_LOG_ENDS] } : null;
}

/** For each row the seconds since its case was answered; null where it was not. */
function secondsSince(answered: readonly string[], { ids, ms, words }: LoggedEvents): (number | null)[] {
  const first = new Map<string, number>();
  ids.forEach((id, line) => {
    const at = ms[line] ?? null;
    if (saysNothing(id) || at === null || !answered.includes(words[line] ?? "")) return;
    first.set(id, Math.min(at, first.get(id) ?? at));
  });
  return ids.map((id, line) => {
    const [start, at] = [first.get(id), ms[line] ?? null];
    if (start === undefined || at === null || answered.includes(words[line] ?? "")) return null;
    return (at - start) / 1_000;
  });
}

/** The names of the events in which the figures of the column are the time since the case was answered. */
function agreeingText(
  column: ColumnProfile,
  { rows }: SampledTable,
  elapsed: readonly (number | null)[],
  { words }: LoggedEvents,
): string[] {
  const counts = new Map<string, { agreeing: number; all: number }>();
  rows.forEach((row, line) => {
    const [word, seconds] = [words[line] ?? "", elapsed[line] ?? null];
    const value = parseNumeral((row[column.index] ?? "").trim(), column.number?.decimals[0] ?? ".");
    if (word === "" || seconds === null || value === null) return;
    const count = counts.get(word) ?? { agreeing: 0, all: 0 };
    // Figures of a second or two agree by chance.
    const agrees = seconds > TOLERANCE_SECONDS && Math.abs(value - seconds) <= TOLERANCE_SECONDS;
    counts.set(word, { agreeing: count.agreeing + (agrees ? 1 : 0), all: count.all + 1 });
  });
  return [...counts].flatMap(([word, { agreeing, all }]) => (agreeing >= all * MIN_AGREEING ? [word] : []));
}
