import type { DayRange } from "../calendar/day-range";
import type { Target } from "../contracts/sow";
import { baseLevels } from "../contracts/verdict";
import type { MetricDefinition, MetricParameters } from "../metrics/catalog/metric-definition";
import type { MeasureRef } from "../metrics/measure-ref";
import { rowWeights, type OffTargetRule } from "../metrics/off-target-rule";

/** Null where rows have no figure of their own, or there is nothing to hold it against. */
export function offTargetRule(
  metric: MetricDefinition,
  parameters: MetricParameters,
  refs: readonly MeasureRef[],
  target: Target | null,
  range: DayRange,
): OffTargetRule | null {
  const level = levelOf(metric, target);
  if (level === null) return null;
  if (metric.percentile(parameters) !== null) return { ...level, numerator: [1], denominator: null };
  if (metric.kind !== "ratio") return null;
  const weights = rowWeights(metric, parameters, refs, range);
  return weights === null ? null : { ...level, ...weights };
}

function levelOf(
  { unit, direction }: MetricDefinition,
  target: Target | null,
): Pick<OffTargetRule, "comparator" | "expected" | "isAgreed"> | null {
  if (target !== null) {
    const { expected } = baseLevels(target);
    const ends = typeof expected === "number" ? { low: expected, high: expected } : expected;
    return { comparator: target.comparator, expected: ends, isAgreed: true };
  }
  if (unit !== "share" || direction === "band") return null;
  return direction === "up"
    ? { comparator: ">=", expected: { low: 1, high: 1 }, isAgreed: false }
    : { comparator: "<=", expected: { low: 0, high: 0 }, isAgreed: false };
}
