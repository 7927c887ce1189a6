import type { Day } from "../calendar/day";
import { lastDay } from "../calendar/day-range";
import { periodOf, type PeriodKind } from "../calendar/period";
import { periodOptions, versionOn, type Sow, type SowVersion, type Target } from "../contracts/sow";
import { isWithin, targetFor } from "../contracts/target-scope";
import { compareOnly, judge, type Judgment } from "../contracts/verdict";
import type { FigureRequest } from "../metrics/figure-request";
import type { MetricValue } from "../metrics/metric-value";
import { wouldBeOf, type WouldBe } from "./would-be";

/** How the figure of some days compares with the target that holds for it. */
export type RangeVerdict = {
  readonly comparator: Target["comparator"];
  /** The contract's verdict, where the days are one period of the target and the slice is the target's. */
  readonly judgment: Judgment;
  /** The comparison that stands in for it elsewhere. */
  readonly wouldBe: WouldBe | null;
  /** The period over which the contract scores the target. */
  readonly scoredBy: PeriodKind;
};

/**
 * Null where no target holds, or nothing was measured. Days that are a period of the target are compared with the version in force
 * on their first day, others with the one on their last.
 */
export function rangeVerdict(
  sow: Sow | null,
  figure: Omit<FigureRequest, "vendorId">,
  value: MetricValue,
  today: Day,
): RangeVerdict | null {
  if (sow === null || value.status === "no-data") return null;
  const { metric, parameters, scope, range } = figure;
  const targetIn = (version: SowVersion | null) => {
    return version === null ? null : targetFor(version, metric, scope, parameters);
  };
  const atFirst = targetIn(versionOn(sow, range.from));
  const period = atFirst && periodOf(atFirst.period, range.from, periodOptions(sow));
  const isPeriod = period !== null && period.range.from === range.from && period.range.until === range.until;
  const target = isPeriod ? atFirst : targetIn(versionOn(sow, lastDay(range)));
  if (target === null) return null;
  const basis = !isWithin(target.scope, scope) ? "other-slice" : isPeriod ? "contract" : "other-period";
  const state = range.until > today ? "running" : "over";
  return {
    comparator: target.comparator,
    judgment: basis === "contract" ? judge(target, value, state) : compareOnly(target),
    wouldBe: wouldBeOf(target, value, state, basis),
    scoredBy: target.period,
  };
}
