import { addDays, type Day } from "../calendar/day";
import { daysOf, type DayRange } from "../calendar/day-range";
import { exactSum } from "./exact-sum";
import type { Amounts, MeasureRef } from "./measure-ref";
import type { CountedAmounts, MetricDefinition, MetricParameters } from "./catalog/metric-definition";
import { NO_DATA, withLeftOut, type LeftOut, type MetricValue } from "./metric-value";

/** What one partner or slice adds to a figure, over the days of it that count. */
export type CoveredAmounts = CountedAmounts & { readonly leftOut: LeftOut | null };

/**
 * The metric over all parts together. Each part counts its own days; what at least one of them leaves out is listed as left out.
 * No data where there is no part.
 */
export function evaluateTogether(
  metric: Pick<MetricDefinition, "evaluate">,
  parameters: MetricParameters,
  range: DayRange,
  parts: readonly CoveredAmounts[],
): MetricValue {
  const [first] = parts;
  if (first === undefined) return NO_DATA;
  const context = parts.length === 1 ? { range, counted: first.counted } : { range, parts };
  const amounts = addedUp(parts.map((part) => part.amounts));
  return withLeftOut(metric.evaluate(amounts, parameters, context), leftOutOfAny(parts));
}

/** The sums of each measure over parts; a measure that no part states is absent. */
export function addedUp(parts: readonly Amounts[]): Amounts {
  const refs = [...new Set(parts.flatMap((part) => Object.keys(part)))];
  const sumOf = (ref: MeasureRef) => exactSum(parts.flatMap((part) => part[ref] ?? []));
  return Object.fromEntries(refs.map((ref) => [ref, sumOf(ref)]));
}

function leftOutOfAny(parts: readonly CoveredAmounts[]): LeftOut | null {
  const all = parts.flatMap(({ leftOut }) => leftOut ?? []);
  const [first] = all;
  if (first === undefined || all.length === 1) return first ?? null;
  const days = [...new Set(all.flatMap(({ ranges }) => ranges.flatMap(daysOf)))].toSorted();
  return { ranges: runsOfDays(days), missing: [...new Set(all.flatMap(({ missing }) => missing))] };
}

function runsOfDays(days: readonly Day[]): DayRange[] {
  const runs: { from: Day; until: Day }[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.until === day) last.until = addDays(day, 1);
    else runs.push({ from: day, until: addDays(day, 1) });
  }
  return runs;
}
