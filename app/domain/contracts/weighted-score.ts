import type { BaseLevel, Judgment } from "./verdict";

/** `score` 0–100; `weight` is what was judged, of `weightOfAll`. */
export type WeightedScore = { readonly score: number; readonly weight: number; readonly weightOfAll: number };

/**
 * 100 × Σ weight × credit ÷ Σ weight over the targets that were judged. Credit: 1 when met, 0 when missed, and in
 * between the part of the way from minimum to expected. Targets without a verdict (no data, too few, running) are
 * left out of both sums; null where none with a weight was judged.
 */
export function weightedScore(
  results: readonly { readonly weight: number; readonly judgment: Judgment }[],
): WeightedScore | null {
  let weight = 0;
  let credited = 0;
  let weightOfAll = 0;
  for (const result of results) {
    weightOfAll += result.weight;
    const credit = creditOf(result.judgment);
    if (credit === null) continue;
    weight += result.weight;
    credited += result.weight * credit;
  }
  return weight > 0 ? { score: (100 * credited) / weight, weight, weightOfAll } : null;
}

/** The part of a target's weight that was earned, 0–1; null where it was not judged. */
export function creditOf(judgment: Judgment): number | null {
  switch (judgment.verdict) {
    case "met":
      return 1;
    case "missed":
      return 0;
    case "below":
      return partOfTheWay(judgment);
    default:
      return null;
  }
}

/** How far the result came from the minimum toward expected; for bands between the ends on its side. */
function partOfTheWay({ compared, expected, minimum }: Judgment): number {
  if (compared === null || expected === null || minimum === null) return 0;
  const [from, to] = [nearEnd(minimum, expected, compared), nearEnd(expected, expected, compared)];
  return from === to ? 0 : (compared - from) / (to - from);
}

function nearEnd(level: BaseLevel, expected: BaseLevel, compared: number): number {
  if (typeof level === "number") return level;
  const isLow = typeof expected !== "number" && compared < expected.low;
  return isLow ? level.low : level.high;
}
