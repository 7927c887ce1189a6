import type { MetricDirection } from "../metrics/catalog/metric-definition";

/** Wheeler's constant for limits from the mean moving range: 3 ÷ d2 of pairs (1.128), to three digits. */
const LIMIT_FACTOR = 2.66;
/** Fewer points give no limits at all. */
export const MIN_POINTS = 6;
/** Fewer points give limits that are called provisional. */
export const FIRM_POINTS = 12;

export type UsualRange = {
  readonly mean: number;
  readonly meanMovingRange: number;
  readonly low: number;
  readonly high: number;
  readonly points: number;
  readonly isProvisional: boolean;
};

/**
 * The range in which a series stays by itself: mean ± 2.66 × mean moving range of an individuals chart (Wheeler,
 * Making Sense of Data). Null with fewer than six points.
 */
export function usualRange(series: readonly number[]): UsualRange | null {
  const points = series.length;
  if (points < MIN_POINTS) return null;
  const mean = meanOf(series);
  const meanMovingRange = meanOf(series.slice(1).map((value, index) => Math.abs(value - (series[index] ?? value))));
  const reach = LIMIT_FACTOR * meanMovingRange;
  return {
    mean,
    meanMovingRange,
    low: mean - reach,
    high: mean + reach,
    points,
    isProvisional: points < FIRM_POINTS,
  };
}

/** A value on a limit is still usual. */
export function isOutside(value: number, range: Pick<UsualRange, "low" | "high">): boolean {
  return value < range.low || value > range.high;
}

/**
 * Whether the newest value says that something changed: outside the usual range of the periods before it. `shifted`
 * is a change of a metric for which neither direction is good.
 */
export type ChangeSignal =
  | { readonly code: "too-few"; readonly points: number }
  | { readonly code: "usual" | "better" | "worse" | "shifted"; readonly range: UsualRange };

/** `before`: the measured values of the periods before, oldest first; periods without data are left out. */
export function changeSignal(before: readonly number[], value: number, direction: MetricDirection): ChangeSignal {
  const range = usualRange(before);
  if (range === null) return { code: "too-few", points: before.length };
  if (!isOutside(value, range)) return { code: "usual", range };
  if (direction === "band") return { code: "shifted", range };
  return { code: value > range.high === (direction === "up") ? "better" : "worse", range };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
