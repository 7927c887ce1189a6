import { toMillionth } from "./exact-sum";
import { figure, NO_DATA, type MetricValue } from "./metric-value";

/**
 * `interpolated`: at position q × (n − 1) of the ranked values, between neighbors, as PERCENTILE.INC of spreadsheets and
 * percentile_cont of PostgreSQL. `nearest-rank`: the value of rank ⌈q × n⌉, always one that occurred, as percentile_disc.
 */
export const QUANTILE_METHODS = ["interpolated", "nearest-rank"] as const;
export type QuantileMethod = (typeof QUANTILE_METHODS)[number];

/**
 * The quantile of values in ascending order, to a millionth, so that no binary fraction lies between a result and the limit it
 * equals. Null without values. Throws a RangeError for a q outside 0–1.
 */
export function quantileOf(
  sorted: readonly number[],
  q: number,
  method: QuantileMethod = "interpolated",
): number | null {
  const value = QUANTILE_AT[method](sorted.length, q, (rank) => sorted[rank]);
  return value === null ? null : toMillionth(value);
}

/** The value of a percentile metric from the durations themselves, in ascending order. */
export function percentileValue(sorted: readonly number[], q: number, method?: QuantileMethod): MetricValue {
  const value = quantileOf(sorted, q, method);
  return value === null ? NO_DATA : figure(value, sorted.length);
}

type QuantileAt = (count: number, q: number, at: (rank: number) => number | undefined) => number | null;

const interpolated: QuantileAt = (count, q, at) => {
  checkQuantile(q);
  if (count === 0) return null;
  const position = q * (count - 1);
  const lower = Math.floor(position);
  const [below, above] = [at(lower), at(Math.min(lower + 1, count - 1))];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (position - lower);
};

const nearestRank: QuantileAt = (count, q, at) => {
  checkQuantile(q);
  if (count === 0) return null;
  return at(Math.max(0, Math.ceil(nearestRankShare(q) * count) - 1)) ?? null;
};

/** The quantile among `count` ranked values, of which `at` gives each by its rank from 0. Null without values. */
export const QUANTILE_AT: Readonly<Record<QuantileMethod, QuantileAt>> = { interpolated, "nearest-rank": nearestRank };

/**
 * A quantile a little below q for ⌈q × n⌉: 0.55 × 20 is 11, but 11.000000000000002 in binary, which would be rank 12. Holds for
 * quantiles of up to four decimals and fewer than 100 million values.
 */
export function nearestRankShare(q: number): number {
  return Math.max(0, q - 1e-12);
}

function checkQuantile(q: number): void {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`A quantile lies between 0 and 1, not at ${q}`);
}
