import type { Day } from "../calendar/day";
import type { MetricDirection, MetricUnit } from "../metrics/catalog/metric-definition";
import type { BaseLevel, Verdict } from "../contracts/verdict";

/** How a figure lies to its levels, as verdicts name it. */
export type Status = Extract<Verdict, "met" | "below" | "missed">;

/** One day, week or month of a trend, and what was expected in it. */
export type TrendPeriod = {
  readonly key: string;
  readonly label: string;
  readonly tick: string;
  readonly from: Day;
  /** Excluded. */
  readonly until: Day;
  readonly running: boolean;
  readonly expected: BaseLevel | null;
  readonly minimum: BaseLevel | null;
};

/** Everything null where nothing was measured. */
export type TrendValue = {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** The value is this times numerator ÷ denominator; absent where it is 1. */
  readonly factor?: number | undefined;
  readonly n: number | null;
  readonly verdict: Verdict;
  /**
   * How it lies to the levels where its period is not one that the contract judges: it has no verdict then. `insufficient`: its
   * sample is smaller than the contract asks for, so it is not held against the levels.
   */
  readonly unjudged?: Status | "insufficient" | undefined;
};

/** With more periods than these only misses are marked: the line itself shows what is below the expected level. */
const FEW_PERIODS = 31;

export type PointMark = "running" | "insufficient" | "missed" | "below";

/** How a chart marks a point: of a period in progress, a small sample, a miss; null: by the line alone. */
export function markOf({ periods }: Pick<TrendView, "periods">, value: TrendValue, at: number): PointMark | null {
  if (value.value === null) return null;
  if (periods[at]?.running === true) return "running";
  if (value.verdict === "insufficient") return "insufficient";
  const status = value.unjudged ?? value.verdict;
  return status === "missed" || (status === "below" && periods.length <= FEW_PERIODS) ? status : null;
}

/** `values` has one entry per period, in the same order. `total`: the figure of all days together, never their average. */
export type TrendSeries = {
  readonly key: string;
  readonly name: string;
  /** It stands for several slices, or for what is in none. */
  readonly isMixed?: boolean | undefined;
  readonly values: readonly TrendValue[];
  readonly total: TrendValue;
};

export type TrendPin = {
  readonly number: number;
  readonly day: Day;
  readonly title: string;
  readonly href: string | null;
};

/** A metric over time: at most four series against one expected and one minimum level. */
export type TrendView = {
  readonly unit: MetricUnit;
  readonly decimals: number;
  readonly direction: MetricDirection;
  readonly currency?: string | undefined;
  readonly periods: readonly TrendPeriod[];
  readonly series: readonly TrendSeries[];
  readonly pins: readonly TrendPin[];
  /** What was usual before the days that the view speaks of; shown behind all of them. */
  readonly usual?: TrendUsual | undefined;
};

/** Of the first series; read from the first `periods` of the periods. */
export type TrendUsual = {
  readonly low: number;
  readonly high: number;
  readonly periods: number;
  readonly isProvisional: boolean;
};
