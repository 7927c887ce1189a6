import type { Day } from "../../calendar/day";
import { periodState, previousPeriod, type Period } from "../../calendar/period";
import type { Exact } from "../../metrics/exact";
import { NO_DATA, type MetricValue } from "../../metrics/metric-value";
import type { ExcludedDays } from "../exclusions/excluded-rows";
import { versionInForce, type Sow, type SowVersion, type Target } from "../sow";
import { comparedFigure, contractFigure, judge, type Verdict } from "../verdict";

/** A result as measured and without what was excluded; `excluded`: by which exclusions, where any touches it. */
export type ContractResult = {
  readonly raw: MetricValue;
  readonly contractual: MetricValue;
  readonly excluded?: readonly ExcludedDays[];
};

/** The result of a target in a period; null where nothing is known of that period, such as before the first import. */
export type ResultSource = (target: Target, period: Period) => ContractResult | null;

/** A target in one of its periods, with what came of it. */
export type Scored = {
  readonly version: SowVersion;
  readonly target: Target;
  readonly period: Period;
  readonly result: ContractResult;
  readonly verdict: Verdict;
  /** The contractual result in the unit of the contract, as measured; null where there is none. */
  readonly figure: Exact | null;
  /** The same, rounded as the target says. */
  readonly compared: Exact | null;
};

/** Looks up targets by ID in any period: judged by the version in force on its first day. Null where that version has no such target. */
export type Scorer = (targetId: string, period: Period) => Scored | null;

const UNKNOWN: ContractResult = { raw: NO_DATA, contractual: NO_DATA };

export function scorer(sow: Sow, results: ResultSource, asOf: Day): Scorer {
  const known = new Map<string, Scored | null>();
  return (targetId, period) => {
    const key = `${period.key} ${targetId}`;
    let scored = known.get(key);
    if (scored === undefined) {
      scored = score(targetId, period);
      known.set(key, scored);
    }
    return scored;
  };

  function score(targetId: string, period: Period): Scored | null {
    const version = versionInForce(sow, period);
    const target = version?.targets.find(({ id }) => id === targetId);
    // A target that this version scores over other periods has no result in this one.
    if (version === null || target === undefined || target.period !== period.kind) return null;
    const result = results(target, period) ?? UNKNOWN;
    const { contractual } = result;
    const { verdict } = judge(target, contractual, periodState(period, asOf));
    const isMeasured = contractual.status === "measured";
    return {
      version,
      target,
      period,
      result,
      verdict,
      figure: isMeasured ? contractFigure(target, contractual) : null,
      compared: isMeasured ? comparedFigure(target, contractual) : null,
    };
  }
}

/** How far back a row of periods is followed over periods that say nothing. */
const MAX_PERIODS_BACK = 120;

/** The period and those before it, newest first. */
export function* backwards(period: Period): Generator<Period> {
  let at = period;
  for (let count = 0; count < MAX_PERIODS_BACK; count += 1) {
    yield at;
    at = previousPeriod(at);
  }
}
