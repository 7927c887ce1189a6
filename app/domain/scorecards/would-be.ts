import type { AttentionItem } from "./attention";
import type { Target } from "../contracts/sow";
import { isJudged, judge, type Judgment } from "../contracts/verdict";
import type { MetricValue } from "../metrics/metric-value";
import type { LineBasis } from "./line-plan";

/** How a figure compares with a target that gives it no verdict. It is no contract result: no score or streak counts it. */
export type WouldBe = {
  /** `met`, `below`, `missed`, `insufficient`; `no-data` or `running` where nothing was measured. */
  readonly judgment: Judgment;
  /** The period is in progress: the comparison is of its days so far. */
  readonly isSoFar: boolean;
  readonly basis: LineBasis;
};

/** Null where the contract gives a verdict or will once the first figure is there, and where nothing is agreed. */
export function wouldBeOf(
  target: Target | null,
  value: MetricValue,
  state: "running" | "over",
  basis: LineBasis,
): WouldBe | null {
  const isSoFar = state === "running";
  const isMeasured = value.status !== "no-data";
  if (target === null || (basis === "contract" && !(isSoFar && isMeasured))) return null;
  return { judgment: judge(target, value, isMeasured ? "over" : state), isSoFar, basis };
}

type Compared = { readonly judgment: Judgment; readonly wouldBe: WouldBe | null };

/** What a page shows of a result: its verdict, or the comparison that stands in for it. */
export function shownJudgment({ judgment, wouldBe }: Compared): Judgment {
  return wouldBe?.judgment ?? judgment;
}

/** What ranks a result: its verdict, or of a period in progress that the contract will score the comparison of its days so far. */
export function rankedJudgment({ judgment, wouldBe }: Compared): Judgment {
  return wouldBe?.basis === "contract" ? wouldBe.judgment : judgment;
}

/** How many results are compared outside the contract, and how many of them would be on target. */
export function countWouldBe(results: readonly Compared[]): { compared: number; met: number } {
  const verdicts = results.flatMap(({ wouldBe }) => (wouldBe === null ? [] : [wouldBe.judgment.verdict]));
  return {
    compared: verdicts.filter(isJudged).length,
    met: verdicts.filter((verdict) => verdict === "met").length,
  };
}

type RankedResult = Parameters<typeof rankedJudgment>[0];

/** A line as attention ranks it. */
export function asShown<Line extends Omit<AttentionItem, "judgment"> & { readonly result: RankedResult }>(
  line: Line,
): AttentionItem & { readonly line: Line } {
  const { criticality, weight, streak } = line;
  return { line, criticality, weight, streak, judgment: rankedJudgment(line.result) };
}
