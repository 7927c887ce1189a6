import type { Measured, MetricValue } from "../metrics/metric-value";
import {
  compareExact,
  divide,
  exact,
  multiply,
  roundExact,
  shiftTen,
  subtract,
  toNumber,
  type Exact,
} from "../metrics/exact";
import type { Band, Target } from "./sow";

export const VERDICTS = ["met", "below", "missed", "no-data", "insufficient", "running", "no-target"] as const;
/**
 * `below`: below expected, at or above minimum. `missed`: the minimum (or, without one, the expected level) is not
 * met. The last four say why nothing was judged.
 */
export type Verdict = (typeof VERDICTS)[number];

/** Verdicts that say how the target did. */
export function isJudged(verdict: Verdict): verdict is "met" | "below" | "missed" {
  return verdict === "met" || verdict === "below" || verdict === "missed";
}

/** A level in the metric's base unit: one end for levels, two for bands. */
export type BaseLevel = number | Band;

export type Judgment = {
  readonly verdict: Verdict;
  /** The result as it was compared, after rounding, in the base unit; null where there is none. */
  readonly compared: number | null;
  /**
   * How far the compared result lies from expected, in the base unit: positive is better, negative worse. Inside a
   * band it is 0, outside the distance to the nearer end. Null where there is no result.
   */
  readonly variance: number | null;
  /** The same against the minimum; null also where there is no minimum. */
  readonly varianceToMinimum: number | null;
  readonly expected: BaseLevel | null;
  readonly minimum: BaseLevel | null;
};

/**
 * The variance as it is shown: positive is higher than expected, negative lower, whichever of them is better, as a change is positive
 * where the figure rose. The verdict says which is good.
 */
export function shownVariance(
  { variance, compared, expected }: Pick<Judgment, "variance" | "compared" | "expected">,
  comparator: Target["comparator"],
): number | null {
  if (variance === null || variance === 0) return variance;
  const isOver = expected !== null && typeof expected !== "number" && compared !== null && compared > expected.high;
  return comparator === "<=" || comparator === "<" || (comparator === "band" && isOver) ? -variance : variance;
}

const NO_TARGET: Judgment = {
  verdict: "no-target",
  compared: null,
  variance: null,
  varianceToMinimum: null,
  expected: null,
  minimum: null,
};

/**
 * Judges one result of one period. Compares exactly: as a fraction of whole numbers, rounded first where the target
 * says so. The order of reasons not to judge: no target, period still running, nothing measured, too few. Variances
 * are given for running and insufficient results too, to be shown, not credited.
 */
export function judge(target: Target | null, value: MetricValue, state: "running" | "over"): Judgment {
  if (target === null) return NO_TARGET;
  const { expected, minimum, inBase: levels } = levelsOf(target);
  if (value.status === "no-data") {
    const verdict = state === "running" ? "running" : "no-data";
    return { verdict, compared: null, variance: null, varianceToMinimum: null, ...levels };
  }
  const compared = comparedFigure(target, value);
  const inBase = (figure: Exact) => toNumber(shiftTen(figure, -target.shift));
  const variance = varianceFrom(target, expected, compared);
  const toMinimum = minimum === null ? null : varianceFrom(target, minimum, compared);
  return {
    verdict: verdictOf(target, value, state, compared),
    compared: inBase(compared),
    variance: inBase(variance),
    varianceToMinimum: toMinimum === null ? null : inBase(toMinimum),
    ...levels,
  };
}

/** A target of more than what was measured: its levels stand beside the result for comparison, and judge nothing. */
export function compareOnly(target: Target | null): Judgment {
  return target === null ? NO_TARGET : { ...NO_TARGET, ...baseLevels(target) };
}

function verdictOf(target: Target, value: Measured, state: "running" | "over", compared: Exact): Verdict {
  if (state === "running") return "running";
  if (value.n < target.minimumSample) return "insufficient";
  const { expected, minimum } = levelsOf(target);
  if (meets(target, expected, compared)) return "met";
  return minimum !== null && meets(target, minimum, compared) ? "below" : "missed";
}

/** The result in the unit of the contract, as measured. */
export function contractFigure(target: Target, value: Measured): Exact {
  return shiftTen(exactValue(value), target.shift);
}

/** The result as the contract writes it: in its unit, rounded where the target says so. */
export function comparedFigure(target: Target, value: Measured): Exact {
  const figure = contractFigure(target, value);
  return target.rounding === "none" ? figure : roundExact(figure, target.decimals, target.roundingMode);
}

function exactValue(value: Measured): Exact {
  if (value.denominator === null) return exact(value.value);
  const ratio = divide(exact(value.numerator), exact(value.denominator));
  return value.factor === undefined ? ratio : multiply(ratio, exact(value.factor));
}

/** Whether a figure is strictly better than the expected level; inside a band nothing is. */
export function exceedsExpected(target: Target, figure: Exact): boolean {
  const { expected } = levelsOf(target);
  return compareExact(varianceFrom(target, expected, figure), exact(0)) > 0;
}

function meets({ comparator }: Target, { low, high }: Ends, figure: Exact): boolean {
  switch (comparator) {
    case ">=":
      return compareExact(figure, low) >= 0;
    case ">":
      return compareExact(figure, low) > 0;
    case "<=":
      return compareExact(figure, high) <= 0;
    case "<":
      return compareExact(figure, high) < 0;
    case "band":
      return compareExact(figure, low) >= 0 && compareExact(figure, high) <= 0;
  }
}

function varianceFrom({ comparator }: Target, { low, high }: Ends, figure: Exact): Exact {
  switch (comparator) {
    case ">=":
    case ">":
      return subtract(figure, low);
    case "<=":
    case "<":
      return subtract(high, figure);
    case "band":
      if (compareExact(figure, low) < 0) return subtract(figure, low);
      return compareExact(figure, high) > 0 ? subtract(high, figure) : exact(0);
  }
}

/** A level as it is compared: both ends of a band, or twice the one end of a level. */
type Ends = { readonly low: Exact; readonly high: Exact };

type Levels = {
  readonly expected: Ends;
  readonly minimum: Ends | null;
  readonly inBase: { readonly expected: BaseLevel; readonly minimum: BaseLevel | null };
};

const knownLevels = new WeakMap<Target, Levels>();

/** A target's levels, worked out once: nothing changes a target. */
function levelsOf(target: Target): Levels {
  const known = knownLevels.get(target);
  if (known !== undefined) return known;
  const { expected, minimum } = target;
  const levels = {
    expected: endsOf(expected),
    minimum: minimum === null ? null : endsOf(minimum),
    inBase: {
      expected: inBaseUnit(target, expected),
      minimum: minimum === null ? null : inBaseUnit(target, minimum),
    },
  };
  knownLevels.set(target, levels);
  return levels;
}

function endsOf(level: number | Band): Ends {
  const { low, high } = typeof level === "number" ? { low: level, high: level } : level;
  return { low: exact(low), high: exact(high) };
}

/** A target's levels in the metric's base unit, for charts and tables. */
export function baseLevels(target: Target): Levels["inBase"] {
  return levelsOf(target).inBase;
}

function inBaseUnit(target: Target, level: number | Band): BaseLevel {
  const inBase = (figure: number) => toNumber(shiftTen(exact(figure), -target.shift));
  return typeof level === "number" ? inBase(level) : { low: inBase(level.low), high: inBase(level.high) };
}
