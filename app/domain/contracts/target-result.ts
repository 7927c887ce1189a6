import { narrowedScope } from "./target-scope";
import type { SowVersion, Target } from "./sow";
import { judge, type Judgment } from "./verdict";
import type { DayRange } from "../calendar/day-range";
import type { Period } from "../calendar/period";
import { daysToKnow } from "../metrics/cover";
import type { FigureRequest } from "../metrics/figure-request";
import type { MetricValue } from "../metrics/metric-value";

/** A target in one of the periods that the contract scores it over: what a result is of. `version`: in force on the period's first day. */
export type TargetPeriod = {
  readonly vendorId: number;
  readonly version: SowVersion;
  readonly target: Target;
  readonly period: Period;
};

/** What came of a target in a whole period that is over. */
export type TargetResult = { readonly value: MetricValue; readonly judgment: Judgment };

/** The figure that the contract scores. */
export function scoredFigure({ vendorId, target, period }: TargetPeriod): FigureRequest {
  const { metric, parameters, scope } = target;
  return { vendorId, metric, parameters, scope: narrowedScope(scope, {}), range: period.range };
}

/** The result of a target by the value of its figure. */
export function targetResult({ target }: TargetPeriod, value: MetricValue): TargetResult {
  return { value, judgment: judge(target, value, "over") };
}

/** The days whose data decide the results of a period: its own, and those around them by which a ratio knows which days count. */
export function basisOf({ range }: Period): DayRange {
  return daysToKnow(range);
}
