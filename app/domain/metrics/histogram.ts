import { figure, NO_DATA, type MetricValue } from "./metric-value";
import { QUANTILE_AT, type QuantileMethod } from "./quantile";

/**
 * A histogram of durations in bins that grow by about 2%, so that any quantile is within 1% of the exact one, however
 * many are merged (the logarithmic mapping of DDSketch, Masson et al., VLDB 2019). Bin i holds γ^(i−1) < x ≤ γ^i.
 */
export const RELATIVE_ERROR = 0.01;
export const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
export const LOG_GAMMA = Math.log(GAMMA);
/** The bin of durations of nothing, below all others. */
export const ZERO_BIN = -100_000;

/** Bins in ascending order with how many values each holds, as the roll-up stores them. */
export type Sketch = { readonly bins: readonly number[]; readonly counts: readonly number[] };

export const EMPTY_SKETCH: Sketch = { bins: [], counts: [] };

/** The bin of a duration in seconds. Throws a RangeError for a negative or missing one. */
export function binOf(seconds: number): number {
  if (!(seconds >= 0) || seconds === Infinity) throw new RangeError(`Not a duration: ${seconds}`);
  return seconds === 0 ? ZERO_BIN : Math.ceil(Math.log(seconds) / LOG_GAMMA);
}

/** The value that stands for a bin: within 1% of each value in it. */
export function binValue(bin: number): number {
  return bin === ZERO_BIN ? 0 : (2 * GAMMA ** bin) / (GAMMA + 1);
}

export function sketchOf(durations: Iterable<number>): Sketch {
  const counts = new Map<number, number>();
  for (const seconds of durations) addTo(counts, binOf(seconds), 1);
  return fromCounts(counts);
}

/** The histogram of all values together; the order does not matter. */
export function mergeSketches(sketches: Iterable<Sketch>): Sketch {
  const counts = new Map<number, number>();
  for (const { bins, counts: added } of sketches) {
    for (const [index, bin] of bins.entries()) addTo(counts, bin, added[index] ?? 0);
  }
  return fromCounts(counts);
}

export function sketchCount({ counts }: Sketch): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The quantile by the same definition as `quantileOf`, within 1%. Null when empty. */
export function sketchQuantile(sketch: Sketch, q: number, method: QuantileMethod = "interpolated"): number | null {
  return QUANTILE_AT[method](sketchCount(sketch), q, (rank) => valueAtRank(sketch, rank));
}

/** The value of a percentile metric from its histogram: for trends and screens, not for contracts. */
export function sketchPercentileValue(sketch: Sketch, q: number, method?: QuantileMethod): MetricValue {
  const value = sketchQuantile(sketch, q, method);
  return value === null ? NO_DATA : figure(value, sketchCount(sketch));
}

function valueAtRank({ bins, counts }: Sketch, rank: number): number | undefined {
  let passed = 0;
  for (const [index, bin] of bins.entries()) {
    passed += counts[index] ?? 0;
    if (passed > rank) return binValue(bin);
  }
  return undefined;
}

function addTo(counts: Map<number, number>, bin: number, count: number): void {
  if (count > 0) counts.set(bin, (counts.get(bin) ?? 0) + count);
}

function fromCounts(counts: ReadonlyMap<number, number>): Sketch {
  const entries = [...counts].sort(([a], [b]) => a - b);
  return { bins: entries.map(([bin]) => bin), counts: entries.map(([, count]) => count) };
}
