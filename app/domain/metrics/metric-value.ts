import { divide, exact, multiply, toNumber } from "./exact";
import { exactSum } from "./exact-sum";
import type { DayRange } from "../calendar/day-range";
import type { Amounts, MeasureRef } from "./measure-ref";

/** Days that a ratio does not count, since one of its sides is not stated there; `missing`: what is not. */
export type LeftOut = { readonly ranges: readonly DayRange[]; readonly missing: readonly MeasureRef[] };

/**
 * A metric over some days and slice. `value = factor × numerator ÷ denominator` in the metric's base unit (shares
 * as 0–1, money in minor units), factor 1 unless given. Percentiles and stocks are no ratios: their numerator is
 * the figure itself and their denominator null. `n` is the sample that a minimum sample applies to.
 */
export type Measured = {
  readonly status: "measured";
  readonly numerator: number;
  readonly denominator: number | null;
  readonly factor?: number;
  readonly value: number;
  readonly n: number;
  readonly leftOut?: LeftOut;
};

export type MetricValue = Measured | { readonly status: "no-data"; readonly leftOut?: LeftOut };

export const NO_DATA: MetricValue = { status: "no-data" };

/** The value with the days that it leaves out, if any. */
export function withLeftOut(value: MetricValue, leftOut: LeftOut | null | undefined): MetricValue {
  return leftOut === null || leftOut === undefined ? value : { ...value, leftOut };
}

/** No data where a part was not measured or where there is nothing to divide by. `n` is the denominator unless given. */
export function ratio(
  numerator: number | undefined,
  denominator: number | undefined,
  options: { factor?: number; n?: number } = {},
): MetricValue {
  if (numerator === undefined || denominator === undefined || !(denominator > 0)) return NO_DATA;
  const { factor, n = denominator } = options;
  const value = nearestRatio(factor, numerator, denominator);
  return { status: "measured", numerator, denominator, ...(factor === undefined ? {} : { factor }), value, n };
}

/** The double nearest to the exact value of factor × numerator ÷ denominator: 270.4 ÷ 338 is 0.8. */
function nearestRatio(factor: number | undefined, numerator: number, denominator: number): number {
  const isWhole = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);
  // Division of whole numbers gives the nearest double by itself.
  if (factor === undefined && isWhole) return numerator / denominator;
  const top = factor === undefined ? exact(numerator) : multiply(exact(factor), exact(numerator));
  return toNumber(divide(top, exact(denominator)));
}

/** A figure that is no ratio: a percentile of `n` values, a count, a stock. */
export function figure(value: number | undefined, n: number | undefined = value): MetricValue {
  if (value === undefined || n === undefined) return NO_DATA;
  return { status: "measured", numerator: value, denominator: null, value, n };
}

/** The sum of the measures that were stated; undefined where none was. */
export function sumStated(amounts: Amounts, refs: readonly MeasureRef[]): number | undefined {
  const stated = refs.map((ref) => amounts[ref]).filter((amount) => amount !== undefined);
  return stated.length === 0 ? undefined : exactSum(stated);
}

/** a − b; undefined where either was not measured. */
export function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : exactSum([a, -b]);
}
