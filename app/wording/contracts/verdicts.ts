import type { MetricDirection } from "~/domain/metrics/catalog/metric-definition";
import type { TrendPeriod, TrendValue } from "~/domain/causes/trend";
import type { Verdict } from "~/domain/contracts/verdict";
import { leastWord } from "./verdict-names";

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

/** How a point lies to its levels where no contract judges it: `under minimum`. Null where it is judged or has no levels. */
export function standingWords(
  { unjudged }: TrendValue,
  { minimum }: TrendPeriod,
  direction: MetricDirection,
): string | null {
  if (unjudged === undefined) return null;
  if (unjudged === "met") return "as expected";
  if (unjudged === "insufficient") return "small sample";
  const level = unjudged === "missed" && minimum !== null ? leastWord(direction) : "expected";
  return `${SIDE_WORDS[direction]} ${level}`;
}
