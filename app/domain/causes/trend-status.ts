import { figure, type MetricValue } from "../metrics/metric-value";
import { RELATIVE_ERROR } from "../metrics/histogram";
import { isJudged, judge } from "../contracts/verdict";
import type { Target } from "../contracts/sow";
import type { TrendValue } from "./trend";

/** `isPeriod`: the point is a whole period of the target. `approximate`: its value comes from a histogram. */
export type TrendPoint = {
  readonly state: "running" | "over";
  readonly isPeriod: boolean;
  readonly approximate: boolean;
};

/**
 * How a point stands against the levels of its day. Where it is no whole period of the contract, it is compared but no contract
 * judges it: it has no verdict. One with a smaller sample than the contract asks for is not compared either, nor one whose
 * approximate value lies too near to a level to tell.
 */
export function statusOf(
  target: Target | null,
  value: MetricValue,
  { state, isPeriod, approximate }: TrendPoint,
): Pick<TrendValue, "verdict" | "unjudged"> {
  if (target === null) return { verdict: value.status === "no-data" ? "no-data" : "no-target" };
  const { verdict } = judge(target, value, state);
  if (isPeriod && !approximate) return { verdict };
  if (!isJudged(verdict) && verdict !== "insufficient") return { verdict };
  const isCertain = !approximate || endsOf(value).every((end) => judge(target, end, state).verdict === verdict);
  return { verdict: "no-target", ...(isCertain ? { unjudged: verdict } : {}) };
}

/** The least and the greatest value that an approximate one may stand for. */
function endsOf(value: MetricValue): MetricValue[] {
  if (value.status === "no-data") return [];
  return [1 - RELATIVE_ERROR, 1 + RELATIVE_ERROR].map((factor) => figure(value.value * factor, value.n));
}
