import { figure, NO_DATA, type MetricValue } from "./metric-value";

/**
 * The quantile of values in ascending order: at position q × (n − 1), interpolated between neighbours. The same as
 * PERCENTILE.INC of spreadsheets and percentile_cont of PostgreSQL. Null without values. Throws a RangeError for a q
 * outside 0–1.
 */
export function quantileOf(sorted: readonly number[], q: number): number | null {
  return interpolated(sorted.length, q, (rank) => sorted[rank]);
}

/** The value of a percentile metric from the durations themselves, in ascending order. */
export function percentileValue(sorted: readonly number[], q: number): MetricValue {
  const value = quantileOf(sorted, q);
  return value === null ? NO_DATA : figure(value, sorted.length);
}

/** The value at a quantile's position among `count` ranked values, of which `at` gives each by its rank from 0. */
export function interpolated(count: number, q: number, at: (rank: number) => number | undefined): number | null {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`A quantile lies between 0 and 1, not at ${q}`);
  if (count === 0) return null;
  const position = q * (count - 1);
  const lower = Math.floor(position);
  const [below, above] = [at(lower), at(Math.min(lower + 1, count - 1))];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (position - lower);
}
