import type { DryRunOutcome } from "~/domain/imports/dry-run-outcome";
import { daysWords } from "./imports";
import { countWords } from "../shared/text";

/** Why no target applies to the rows of an import. */
export function unjudgedWords({ future, firstDay }: Pick<DryRunOutcome, "future" | "firstDay">): string {
  if (future !== null && future.firstDay === firstDay) return "all dates are in the future";
  return "no SOW covers these partners and months";
}

/** How many rows have a date in the future, and which dates. */
export function futureWords({ rows, firstDay, lastDay }: NonNullable<DryRunOutcome["future"]>): string {
  return `${countWords(rows, "row has", "rows have")} a date in the future: ${daysWords(firstDay, lastDay)}`;
}

export const FUTURE_REMEDY = "Check the order of day and month in the mapping and, for totals, their period.";
