import type { Criticality } from "../contracts/document";
import type { Judgment, Verdict } from "../contracts/verdict";
import type { Streak } from "../contracts/streak";

export type AttentionItem = {
  readonly criticality: Criticality;
  readonly weight: number;
  readonly judgment: Judgment;
  readonly streak: Streak;
};

/**
 * What needs attention first: missed before below; critical before key; the longer row of misses; the farther from
 * expected, as a part of the expected level (or of a band's nearer end); the heavier weight. Met and unjudged results
 * need none and are left out. Equal items keep their order.
 */
export function rankAttention<T extends AttentionItem>(items: readonly T[]): T[] {
  return items.filter(({ judgment }) => STAGES[judgment.verdict] > 0).toSorted(compareAttention);
}

/** Negative when `a` needs attention before `b`. */
export function compareAttention(a: AttentionItem, b: AttentionItem): number {
  const [first, second] = [urgency(a), urgency(b)];
  for (const [index, value] of first.entries()) {
    const difference = (second[index] ?? 0) - value;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The figures to compare, the most telling first; more is more urgent. */
function urgency({ criticality, weight, judgment, streak }: AttentionItem): number[] {
  return [
    STAGES[judgment.verdict],
    criticality === "critical" ? 1 : 0,
    streak.belowExpected,
    shortfall(judgment),
    weight,
  ];
}

const STAGES: Readonly<Record<Verdict, number>> = {
  missed: 2,
  below: 1,
  met: 0,
  "no-data": 0,
  insufficient: 0,
  running: 0,
  "no-target": 0,
};

/** How far from expected, as a part of the level: 0.08 for 78.2% against 85%. 0 where nothing falls short. */
export function shortfall({ variance, expected, compared }: Judgment): number {
  if (variance === null || variance >= 0 || expected === null || compared === null) return 0;
  const level = typeof expected === "number" ? expected : compared < expected.low ? expected.low : expected.high;
  return level === 0 ? -variance : -variance / Math.abs(level);
}
