import type { DayRange } from "../calendar/day-range";
import type { MetricDefinition, MetricParameters } from "./catalog/metric-definition";
import type { MeasureRef } from "./measure-ref";

/**
 * When a single row is off target: its own figure, the sum of its amounts by `numerator` over the sum by `denominator`, does not
 * reach `expected`. One weight for each measure. Without a denominator the figure is the sum itself.
 */
export type OffTargetRule = {
  readonly comparator: ">=" | ">" | "<=" | "<" | "band";
  readonly expected: { readonly low: number; readonly high: number };
  readonly numerator: readonly number[];
  readonly denominator: readonly number[] | null;
  /** The level is the contract's; else that every counted case succeeds. */
  readonly isAgreed: boolean;
};

type Parts = { readonly numerator: number; readonly denominator: number };

/** Amounts at which the parts of a ratio are read: some definitions subtract one measure from another. */
const PROBES = [(index: number) => 1000 * (index + 1), (index: number) => 1000 * (20 - index)];

/** What one more of each measure adds to the parts of a ratio; null where that depends on the others. */
export function rowWeights(
  metric: MetricDefinition,
  parameters: MetricParameters,
  refs: readonly MeasureRef[],
  range: DayRange,
): Pick<OffTargetRule, "numerator" | "denominator"> | null {
  const partsAt = (amounts: readonly number[]): Parts | null => {
    const known = Object.fromEntries(refs.map((ref, index) => [ref, amounts[index] ?? 0]));
    const value = metric.evaluate(known, parameters, { range });
    if (value.status === "no-data" || value.denominator === null) return null;
    return { numerator: value.numerator * (value.factor ?? 1), denominator: value.denominator };
  };
  for (const probe of PROBES) {
    const base = refs.map((_ref, index) => probe(index));
    const at = partsAt(base);
    if (at === null) continue;
    const added = refs.map((_ref, index) => partsAt(base.map((amount, other) => amount + (other === index ? 1 : 0))));
    const weights = (part: keyof Parts) => added.map((one) => (one === null ? Number.NaN : one[part] - at[part]));
    const [numerator, denominator] = [weights("numerator"), weights("denominator")];
    const isSum = (part: readonly number[], sum: number) => {
      return Math.abs(part.reduce((total, weight, index) => total + weight * (base[index] ?? 0), 0) - sum) < 1e-6 * sum;
    };
    return isSum(numerator, at.numerator) && isSum(denominator, at.denominator) ? { numerator, denominator } : null;
  }
  return null;
}
