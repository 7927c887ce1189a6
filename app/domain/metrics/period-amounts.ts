import { daysBetween, type Day } from "~/domain/calendar/day";
import { exactSum } from "./exact-sum";
import { measureDefinition, type Amounts, type MeasureRef } from "./measure-ref";

/** One row of the roll-up: what one slice of one vendor stated on one day. */
export type DayAmounts = {
  readonly vendorId: number;
  readonly day: Day;
  readonly site?: string;
  readonly program?: string;
  readonly channel?: string;
  readonly amounts: Amounts;
};

/** A silence of so many days may mean that a stock has ended. */
export const STOCK_SILENCE_DAYS = 7;
/** It does where it is longer than so many times the usual distance of the slice's statements. */
export const STOCK_SILENCE_DISTANCES = 2;

/**
 * The amounts of a period from its daily rows (any slices, any vendors; order does not matter): the definition that
 * the database's reads are tested against.
 * - Flows add up.
 * - `last-day` stocks (backlog): each slice counts with the last day on which it gives the measure, as slices may be stated on
 *   different days; slices add up, then the vendors do. A slice that was stated more than once and then falls silent, for at least
 *   `STOCK_SILENCE_DAYS` and more than `STOCK_SILENCE_DISTANCES` times its usual distance before the last day of the vendor's other
 *   slices, has ended and does not count (docs/decisions/0035-end-of-a-stock.md).
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
  const stating = rows.filter(({ amounts }) => amounts[ref] !== undefined);
  if (stating.length === 0) return undefined;
  if (aggregate === "sum") return total(stating, ref);
  const vendors = [...new Set(stating.map(({ vendorId }) => vendorId))].toSorted((a, b) => a - b);
  const owns = vendors.map((vendorId) => stating.filter((row) => row.vendorId === vendorId));
  if (aggregate === "last-day") return exactSum(owns.map((own) => total(lastOfEachSlice(own), ref)));
  return owns.map((own) => total(own, ref) / dayCount(own)).reduce((sum, mean) => sum + mean, 0);
}

function lastOfEachSlice(rows: readonly DayAmounts[]): DayAmounts[] {
  const slices = new Map<string, DayAmounts[]>();
  for (const row of rows) {
    const { site = "", program = "", channel = "" } = row;
    const slice = JSON.stringify([site, program, channel]);
    slices.set(slice, [...(slices.get(slice) ?? []), row]);
  }
  const cutOff = lastOf(rows.map(({ day }) => day));
  return [...slices.values()].flatMap((own) => {
    const days = [...new Set(own.map(({ day }) => day))].toSorted();
    const last = lastOf(days);
    return hasEnded(days, cutOff) ? [] : own.filter(({ day }) => day === last);
  });
}

function hasEnded(days: readonly Day[], cutOff: Day): boolean {
  const [first, last, distances] = [days[0] ?? cutOff, lastOf(days), days.length - 1];
  const silence = daysBetween(last, cutOff);
  if (distances === 0 || silence < STOCK_SILENCE_DAYS) return false;
  return silence * distances > STOCK_SILENCE_DISTANCES * daysBetween(first, last);
}

function lastOf(days: readonly Day[]): Day {
  return days.reduce((latest, day) => (day > latest ? day : latest), "");
}

function dayCount(rows: readonly DayAmounts[]): number {
  return new Set(rows.map(({ day }) => day)).size;
}

function total(rows: readonly DayAmounts[], ref: MeasureRef): number {
  return exactSum(rows.map(({ amounts }) => amounts[ref] ?? 0));
}
