import type { MappingEvidence } from "../mapping-evidence";
import { columnOf, isFed, rename, type MappingState } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** Of hours of weekdays a date says since when they hold, where no line speaks of the date alone. */
export function firstDayOfHours(state: MappingState, evidence: MappingEvidence): MappingState {
  const weekdays = columnOf(state, evidence, "weekdays");
  const date = columnOf(state, evidence, "date");
  if (weekdays === null || date === null || isFed(state, "startsOn")) return state;
  const has = (row: readonly string[], texts: readonly string[], at: number) => texts.includes((row[at] ?? "").trim());
  const dated = evidence.table.rows.filter((row) => has(row, date.texts, date.index));
  if (dated.length === 0 || !dated.every((row) => has(row, weekdays.texts, weekdays.index))) return state;
  return rename(state, date, "startsOn", SUGGESTION_REASONS.firstDayOfHours);
}
