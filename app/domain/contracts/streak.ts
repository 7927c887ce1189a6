import type { Verdict } from "./verdict";

/** How many periods in a row, up to the last one judged, did not meet expected, or missed outright. */
export type Streak = { readonly belowExpected: number; readonly missed: number };

/**
 * Misses in a row up to the newest period; verdicts are given oldest first. Periods with no data, too small a sample
 * or still running say nothing: they neither count nor break a row. A period without a target breaks it, as nothing
 * was expected. `belowExpected` counts below and missed, `missed` only missed.
 */
export function missesInARow(verdicts: readonly Verdict[]): Streak {
  return {
    belowExpected: countBack(verdicts, (verdict) => verdict === "below" || verdict === "missed"),
    missed: countBack(verdicts, (verdict) => verdict === "missed"),
  };
}

function countBack(verdicts: readonly Verdict[], counts: (verdict: Verdict) => boolean): number {
  let count = 0;
  for (const verdict of verdicts.toReversed()) {
    if (verdict === "no-data" || verdict === "insufficient" || verdict === "running") continue;
    if (!counts(verdict)) break;
    count += 1;
  }
  return count;
}
