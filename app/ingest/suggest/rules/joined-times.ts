import type { TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";

const DAY_WORDS = new Set(["date", "day", "datum", "fecha", "dia", "tag", "jour"]);
const TIME_LABELS = new Set(["time", "hour", "hora", "heure", "uhrzeit", "zeit", "clock", "interval"]);
/** Words that say no more than that it is when the row started. */
const BEGINNING = new Set(["start", "call", "contact", "local", "created", "opened", "begin", "timestamp", "report"]);

/** For a column of dates alone, the free column that holds the time of day that belongs to it. */
export function findTimeOf(
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
