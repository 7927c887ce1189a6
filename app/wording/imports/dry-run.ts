import type { DryRunOutcome } from "~/domain/imports/dry-run-outcome";
import { daysText } from "./imports";
import { countText } from "../shared/text";

/** Why no target applies to the rows of an import. */
export function unjudgedText({ future, firstDay }: Pick<DryRunOutcome, "future" | "firstDay">): string {
  if (future !== null && future.firstDay === firstDay) return "all dates are in the future";
  return "no SOW covers these partners and months";
}

/** How many rows have a date in the future, and which dates. */
export function futureText({ rows, firstDay, lastDay }: NonNullable<DryRunOutcome["future"]>): string {
  return `${countText(rows, "row has", "rows have")} a date in the future: ${daysText(firstDay, lastDay)}`;
}

export const FUTURE_REMEDY = "Check the order of day and month in the mapping and, for totals, their period.";
