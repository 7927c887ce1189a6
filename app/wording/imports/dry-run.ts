import type { TrialOutcome } from "~/domain/imports/dry-run-outcome";
import { daysWords } from "./imports";
import { countWords } from "../shared/text";

/** Why nothing that an import speaks of is judged. */
export function unjudgedWords({ future, firstDay }: Pick<TrialOutcome, "future" | "firstDay">): string {
  if (future !== null && future.firstDay === firstDay) return "these days lie in the future";
  return "no statement of work covers these partners in these months";
}

/** How many rows are of days that have not come, and of which days. */
export function futureWords({ rows, firstDay, lastDay }: NonNullable<TrialOutcome["future"]>): string {
  return `${countWords(rows, "row is", "rows are")} of days in the future: ${daysWords(firstDay, lastDay)}`;
}

export const FUTURE_REMEDY =
  "If the file does not speak of the future, check the order of day and month in the mapping, and the period of its totals.";
