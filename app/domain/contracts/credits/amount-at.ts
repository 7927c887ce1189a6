import { lastDay } from "../../calendar/day-range";
import { periodOf } from "../../calendar/period";
import type { MetricValue } from "../../metrics/metric-value";
import { periodOptions, type Sow, type SowVersion, type Target } from "../sow";
import { evaluateOnce } from "./evaluate";
import type { Statement } from "./statement";

/** A base that depends on charges counts as this much, in major units, where an example has no charges. */
export const EXAMPLE_CHARGES = 100_000;

export type Example = {
  readonly sow: Sow;
  readonly version: SowVersion;
  readonly target: Target;
  /** The result in the unit of the contract, or as numerator and denominator. */
  readonly result: number | { readonly numerator: number; readonly denominator: number };
  /** `alone`: no period before is known. `always`: every period before had the same result. */
  readonly before: "alone" | "always";
};

/** The statement of a month in which one target has this result and no other target has any: what the result alone costs. */
export function statementAt({ sow, version, target, result, before }: Example): Statement {
  const day = version.effectiveFrom;
  const own = periodOf(target.period, day, periodOptions(sow));
  const month = periodOf("month", lastDay(own.range));
  const value = measured(result, target);
  const bases = version.creditScheme.bases.map((base) => ({ ...base, amount: base.amount ?? EXAMPLE_CHARGES }));
  const always: SowVersion = {
    ...version,
    effectiveFrom: before === "alone" ? own.range.from : "1900-01-01",
    effectiveUntil: before === "alone" ? lastDay(own.range) : null,
    creditScheme: { ...version.creditScheme, bases },
    readings: [],
  };
  return evaluateOnce({
    sow: { ...sow, versions: [always] },
    period: month,
    asOf: "9999-01-01",
    results: ({ id }, period) => {
      const isKnown = id === target.id && (before === "always" || period.key === own.key);
      return isKnown ? { raw: value, contractual: value } : null;
    },
    charges: () => [],
    incidents: () => [],
    earlier: [],
    adjustments: [],
  });
}

function measured(result: Example["result"], { shift }: Target): MetricValue {
  if (typeof result !== "number") {
    const { numerator, denominator } = result;
    return { status: "measured", numerator, denominator, value: numerator / denominator, n: Number.MAX_SAFE_INTEGER };
  }
  if (shift === 0)
    return { status: "measured", numerator: result, denominator: null, value: result, n: Number.MAX_SAFE_INTEGER };
  const scale = 10 ** Math.abs(shift);
  const [numerator, denominator] = shift > 0 ? [result, scale] : [result * scale, 1];
  return { status: "measured", numerator, denominator, value: numerator / denominator, n: Number.MAX_SAFE_INTEGER };
}
