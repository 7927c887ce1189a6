import { columnOf, rename, type Work } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** Of hours of weekdays a date says since when they hold, where no line speaks of the date alone. */
export function firstDayOfHours(work: Work): void {
  const weekdays = columnOf(work, "weekdays");
  const date = columnOf(work, "date");
  if (weekdays === null || date === null || columnOf(work, "startsOn") !== null) return;
  const has = (row: readonly string[], texts: readonly string[], at: number) => texts.includes((row[at] ?? "").trim());
  const dated = work.table.rows.filter((row) => has(row, date.texts, date.index));
  if (dated.length === 0 || !dated.every((row) => has(row, weekdays.texts, weekdays.index))) return;
  rename(work, date, "startsOn", SUGGESTION_REASONS.firstDayOfHours);
}
