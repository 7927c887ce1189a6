import type { BaseLevel } from "../contracts/verdict";
import type { Target } from "../contracts/sow";
import { FIRM_POINTS, usualRange } from "./usual-range";

/** Whether a process can hold its target: at its usual variation every period will, some will and some will not, or none will. */
export type Assurance = "always" | "by-luck" | "never";

/** What is asked of each period, in the unit of its values. */
export type RequiredLevel = { readonly comparator: Target["comparator"]; readonly expected: BaseLevel };

/** Limits are computed: what differs from a level in its last digits only is on it. */
const TOLERANCE = 1e-9;

/**
 * Compares the natural process limits of an individuals chart (Wheeler, Understanding Variation) with what is asked: both limits
 * on the good side, always; both on the bad side, never; the target between them, unstable. `series`: the measured values of
 * the periods that are over. Null with fewer than twelve, when the limits are not settled.
 */
export function assuranceOf(series: readonly number[], requested: RequiredLevel): Assurance | null {
  const range = series.length < FIRM_POINTS ? null : usualRange(series);
  if (range === null) return null;
  const { from, to } = goodValues(requested);
  const isStrict = requested.comparator === ">" || requested.comparator === "<";
  const reaches = (value: number, level: number) => {
    const slack = TOLERANCE * Math.max(1, Math.abs(level));
    return isStrict ? value > level + slack : value >= level - slack;
  };
  const isHighEnough = (value: number) => from === null || reaches(value, from);
  const isLowEnough = (value: number) => to === null || reaches(to, value);
  if (isHighEnough(range.low) && isLowEnough(range.high)) return "always";
  return isHighEnough(range.high) && isLowEnough(range.low) ? "by-luck" : "never";
}

/** Between which values a period is good; null: no end on that side. */
function goodValues({ comparator, expected }: RequiredLevel): { from: number | null; to: number | null } {
  if (typeof expected !== "number") return { from: expected.low, to: expected.high };
  return comparator === ">=" || comparator === ">" ? { from: expected, to: null } : { from: null, to: expected };
}
