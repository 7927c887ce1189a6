import type { MetricDirection } from "~/domain/metrics/metric-definition";
import type { TrendPeriod, TrendValue } from "~/domain/review/trend-view";
import type { Verdict } from "~/domain/sow/judge";

/** What each verdict is called on a page, and what it means where the word alone could be misread. */
export const VERDICT_WORDS: Readonly<Record<Verdict, { word: string; meaning: string }>> = {
  met: { word: "Met", meaning: "met what is expected" },
  below: { word: "Below", meaning: "below expected, above minimum" },
  missed: { word: "Missed", meaning: "missed its minimum or, without one, what is expected" },
  "no-data": { word: "No data", meaning: "nothing was measured" },
  insufficient: { word: "Too few", meaning: "too few to judge: shown, not judged" },
  running: { word: "Not yet over", meaning: "the period is still running and is not judged" },
  "no-target": { word: "No target", meaning: "no target is agreed for this" },
};

/** Verdicts that call for an action and so are coloured; all others stay quiet. */
export function needsAction(verdict: Verdict): verdict is "missed" | "below" {
  return verdict === "missed" || verdict === "below";
}

/** Text colour of a verdict's mark and figure. */
export function verdictTextClass(verdict: Verdict): string {
  if (verdict === "missed") return "text-missed";
  if (verdict === "below") return "text-below";
  return "text-ink-3";
}

/** On which side of a level a figure is on the wrong side. */
export const SIDE_WORDS: Readonly<Record<MetricDirection, string>> = { up: "under", down: "over", band: "outside" };

/** What the level is called that must not be passed: of a figure that should be low it is no minimum. */
export function leastWord(direction: MetricDirection): "minimum" | "limit" {
  return direction === "down" ? "limit" : "minimum";
}

/** How a point lies to its levels where no contract judges it: `under minimum`. Null where it is judged or has no levels. */
export function standingWords(
  { unjudged }: TrendValue,
  { minimum }: TrendPeriod,
  direction: MetricDirection,
): string | null {
  if (unjudged === undefined) return null;
  if (unjudged === "met") return "as expected";
  const level = unjudged === "missed" && minimum !== null ? leastWord(direction) : "expected";
  return `${SIDE_WORDS[direction]} ${level}`;
}
