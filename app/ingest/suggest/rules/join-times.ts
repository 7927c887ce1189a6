import { readAs } from "../columns/rate-columns";
import type { MappingEvidence } from "../mapping-evidence";
import { resolve, type MappingState } from "../mapping-state";
import type { ColumnProfile } from "../profile/column-profile";
import type { TargetKey } from "../suggestion";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

const DAY_WORDS = new Set(["date", "day", "datum", "fecha", "dia", "tag", "jour"]);
const TIME_LABELS = new Set(["time", "hour", "hora", "heure", "uhrzeit", "zeit", "clock", "interval"]);
/** Words that say no more than that it is when the row started. */
const BEGINNING = new Set(["start", "call", "contact", "local", "created", "opened", "begin", "timestamp", "report"]);

/** A date and the time of day in a column of its own become one moment. */
export function joinTimes(state: MappingState, evidence: MappingEvidence): MappingState {
  return evidence.columns.reduce((joined, column) => joinTimeOf(column, joined, evidence), state);
}

function joinTimeOf(
  column: ColumnProfile,
  state: MappingState,
  { columns, choices, rating }: MappingEvidence,
): MappingState {
  const resolved = state.resolved.get(column.heading);
  if (!resolved?.target || resolved.rating?.how.reading.type !== "instant") return state;
  const isJoined = columns.some(
    ({ heading, instant }) => instant?.parts === "time" && state.resolved.get(heading)?.target === resolved.target,
  );
  const free = columns.filter(
    ({ heading }) => !state.resolved.get(heading)?.target && choices.get(heading)?.target === undefined,
  );
  const time = isJoined ? null : findTimeOf(column, resolved.target, free);
  if (!time) return state;
  const target = resolved.target === "day" ? "at" : resolved.target;
  const how = readAs(time, { ...rating, target });
  if (!how) return state;
  // It is as certain as the date: a time of day alone says less of what it is.
  const timeRating = { ...resolved.rating, how: { ...how, fit: resolved.rating.how.fit } };
  const reason = SUGGESTION_REASONS.timeOf(column.heading, how.why);
  return resolve(state, [
    [column.heading, { ...resolved, target }],
    [time.heading, { target, rating: timeRating, chosen: false, reason }],
  ]);
}

/** For a column of dates alone, the free column that holds the time of day that belongs to it. */
function findTimeOf(
  dateColumn: ColumnProfile,
  target: TargetKey,
  free: readonly ColumnProfile[],
): ColumnProfile | null {
  if (dateColumn.instant?.parts !== "date") return null;
  const times = free.filter(
    ({ instant, fold }) => instant?.parts === "time" && fold.words.some((word) => TIME_LABELS.has(word)),
  );
  const about = subject(dateColumn, DAY_WORDS);
  const same = times.filter((column) => subject(column, TIME_LABELS) === about);
  if (same.length === 1) return same[0] ?? null;
  const begins = target === "openedAt" || target === "at" || target === "day";
  const plain = begins
    ? times.filter((column) => column.fold.words.every((word) => TIME_LABELS.has(word) || BEGINNING.has(word)))
    : [];
  return plain.length === 1 ? (plain[0] ?? null) : null;
}

function subject({ fold }: ColumnProfile, without: ReadonlySet<string>): string {
  return fold.words.filter((word) => !without.has(word)).join(" ");
}
