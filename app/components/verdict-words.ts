import type { MetricDirection } from "~/domain/metrics/metric-definition";
import type { TrendPeriod, TrendValue } from "~/domain/review/trend-view";
import type { Verdict } from "~/domain/sow/judge";
import type { Target } from "~/domain/sow/sow";

/** What each verdict is called on a page, and what it means where the word alone could be misread. */
export const VERDICT_WORDS: Readonly<Record<Verdict, { word: string; meaning: string }>> = {
  met: { word: "Met", meaning: "met what is expected" },
  below: { word: "Below", meaning: "below expected, but within its minimum or limit" },
  missed: { word: "Missed", meaning: "missed its minimum or limit or, without one, what is expected" },
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

/** Which way is good, as a metric's direction or a target's comparator says it. */
type Sense = MetricDirection | Target["comparator"];

const DIRECTIONS: Readonly<Record<Sense, MetricDirection>> = {
  up: "up",
  down: "down",
  band: "band",
  ">=": "up",
  ">": "up",
  "<=": "down",
  "<": "down",
};
const LEAST_WORDS = { up: "minimum", down: "limit", band: "limits" } as const;

/** What the level is called that must not be passed: of a figure that should be low, or inside a band, it is no minimum. */
export function leastWord(sense: Sense): "minimum" | "limit" | "limits" {
  return LEAST_WORDS[DIRECTIONS[sense]];
}

/** The same for narrow columns: `min`, `limit`. */
export function shortLeastWord(sense: Sense): string {
  const word = leastWord(sense);
  return word === "minimum" ? "min" : word;
}

/** How sentences call a result that is not as good as expected: a figure that should be low is not below anything then. */
export function shortOfExpected(sense: Sense): string {
  return DIRECTIONS[sense] === "up" ? "below expected" : "short of expected";
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
