import type { Day } from "~/domain/calendar/day";
import { exactSum } from "./exact-sum";
import { measureDefinition, type Amounts, type MeasureRef } from "./measure-ref";

/** One row of the roll-up: what one slice of one vendor said on one day. */
export type DayAmounts = { readonly vendorId: number; readonly day: Day; readonly amounts: Amounts };

/**
 * The amounts of a period from its daily rows (any slices, any vendors; order does not matter): the definition that
 * the database's reads are tested against.
 * - Flows add up.
 * - `last-day` stocks (backlog): for each vendor the last day on which any of the rows gives the measure is the
 *   cut-off; its rows add up, then the vendors do. Rows of earlier days do not count.
 * - `mean-of-days` stocks (headcount): for each vendor the sum of all rows ÷ the number of days on which any gives
 *   the measure; then the vendors add up.
 */
export function periodAmounts(rows: readonly DayAmounts[], refs: readonly MeasureRef[]): Amounts {
  const amounts: Partial<Record<MeasureRef, number>> = {};
  for (const ref of refs) {
    const amount = periodAmount(rows, ref);
    if (amount !== undefined) amounts[ref] = amount;
  }
  return amounts;
}

function periodAmount(rows: readonly DayAmounts[], ref: MeasureRef): number | undefined {
  const aggregate = measureDefinition(ref)?.aggregate ?? "sum";
  const saying = rows.filter(({ amounts }) => amounts[ref] !== undefined);
  if (saying.length === 0) return undefined;
  if (aggregate === "sum") return total(saying, ref);
  const vendors = [...new Set(saying.map(({ vendorId }) => vendorId))].toSorted((a, b) => a - b);
  const owns = vendors.map((vendorId) => saying.filter((row) => row.vendorId === vendorId));
  if (aggregate === "last-day") return exactSum(owns.map((own) => total(onLastDay(own), ref)));
  return owns.map((own) => total(own, ref) / dayCount(own)).reduce((sum, mean) => sum + mean, 0);
}

function onLastDay(rows: readonly DayAmounts[]): DayAmounts[] {
  const last = rows.reduce((latest, { day }) => (day > latest ? day : latest), "");
  return rows.filter(({ day }) => day === last);
}

function dayCount(rows: readonly DayAmounts[]): number {
  return new Set(rows.map(({ day }) => day)).size;
}

function total(rows: readonly DayAmounts[], ref: MeasureRef): number {
  return exactSum(rows.map(({ amounts }) => amounts[ref] ?? 0));
}
