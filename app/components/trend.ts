import type { Day } from "~/domain/calendar/day";
import type { MetricDirection, MetricUnit } from "~/domain/metrics/metric-definition";
import type { BaseLevel, Verdict } from "~/domain/sow/judge";

/** One day, week or month of a trend and what was expected in it. */
export type TrendPeriod = {
  key: string;
  /** "15 Oct 2026", "October 2026". */
  label: string;
  /** For the axis: "15 Oct", "Oct 2026". */
  tick: string;
  from: Day;
  /** Excluded. */
  until: Day;
  /** Not over yet: drawn hollow, never judged. */
  running: boolean;
  /** One level, or the two ends of a band. */
  expected: BaseLevel | null;
  minimum: BaseLevel | null;
};

export type TrendValue = {
  /** Null where nothing was measured: a gap. */
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number | null;
  verdict: Verdict;
};

/** `values` has one entry for each period, in the same order. */
export type TrendSeries = { key: string; name: string; values: readonly TrendValue[] };

/** A note pinned to the day it begins on. */
export type TrendPin = { number: number; day: Day; title: string; href: string | null };

/** A metric over time: at most four series against one expected and one minimum line. */
export type Trend = {
  unit: MetricUnit;
  decimals: number;
  direction: MetricDirection;
  /** ISO code, for money. */
  currency?: string;
  periods: readonly TrendPeriod[];
  series: readonly TrendSeries[];
  pins: readonly TrendPin[];
};
