import { rankAttention, type AttentionItem } from "./attention";
import { isJudged, type Verdict } from "../contracts/verdict";

/** The facts of a scorecard's first sentence; the words are made where it is shown. */
export type ScorecardSummary<T> = {
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly judged: number;
  /** Missed ones first: what to name in the sentence, most urgent first. */
  readonly attention: readonly T[];
  readonly missedCritical: number;
  /** `nothing-judged`: no verdict yet; `all-met`; `below`: nothing missed; `missed`; `missed-critical`. */
  readonly code: "nothing-judged" | "all-met" | "below" | "missed" | "missed-critical";
};

export function summarize<T extends AttentionItem>(items: readonly T[]): ScorecardSummary<T> {
  const counts: Record<Verdict, number> = {
    met: 0,
    below: 0,
    missed: 0,
    "no-data": 0,
    insufficient: 0,
    running: 0,
    "no-target": 0,
  };
  for (const { judgment } of items) counts[judgment.verdict] += 1;
  const judged = items.filter(({ judgment }) => isJudged(judgment.verdict)).length;
  const missedCritical = items.filter(
    (item) => item.judgment.verdict === "missed" && item.criticality === "critical",
  ).length;
  return {
    counts,
    judged,
    attention: rankAttention(items),
    missedCritical,
    code: codeOf(counts, judged, missedCritical),
  };
}

function codeOf(
  counts: Readonly<Record<Verdict, number>>,
  judged: number,
  missedCritical: number,
): ScorecardSummary<unknown>["code"] {
  if (judged === 0) return "nothing-judged";
  if (missedCritical > 0) return "missed-critical";
  if (counts.missed > 0) return "missed";
  return counts.below > 0 ? "below" : "all-met";
}
