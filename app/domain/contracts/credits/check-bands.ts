import { compareExact, exact } from "../../metrics/exact";
import type { SowProblemCode } from "../sow-problem";
import { isInBand } from "./quantity";
import type { CreditBand } from "./scheme";

export type Report = (code: SowProblemCode, path: readonly PropertyKey[], message: string) => void;

/** Overlaps are errors where they give different values; gaps are warnings: a result in one cannot be priced. */
export function checkBands(
  bands: readonly CreditBand[],
  decimals: number | null,
  path: readonly PropertyKey[],
  report: { error: Report; warning: Report },
): void {
  const ordered = bands
    .map((band, index) => ({ band, index }))
    .toSorted((a, b) => (a.band.from ?? -Infinity) - (b.band.from ?? -Infinity));
  for (const [position, { band, index }] of ordered.entries()) {
    if (band.from !== undefined && band.until !== undefined && band.from > band.until) {
      report.error("band-reversed", [...path, index], "The lower end is above the upper end");
      continue;
    }
    const next = ordered[position + 1];
    if (next === undefined) continue;
    const [end, start] = [band.until ?? Infinity, next.band.from ?? -Infinity];
    if (end > start || (end === start && sharesEnd(band, next.band, end))) {
      if (band.value !== next.band.value) {
        report.error("bands-overlap", [...path, next.index], `Results around ${start} lie in two bands`);
      }
    } else if (isGap(band, next.band, decimals)) {
      const fix = decimals === null ? " Round the result first, or close the gap" : "";
      report.warning("bands-gap", [...path, next.index], `Results between ${end} and ${start} lie in no band.${fix}`);
    }
  }
}

function sharesEnd(band: CreditBand, next: CreditBand, at: number): boolean {
  return isInBand(band, exact(at)) && isInBand(next, exact(at));
}

/** Whether a result that is rounded to these decimals can lie between two bands. */
function isGap(band: CreditBand, next: CreditBand, decimals: number | null): boolean {
  const [end, start] = [band.until, next.from];
  if (end === undefined || start === undefined) return false;
  if (end === start) return !isInBand(band, exact(end)) && !isInBand(next, exact(start));
  if (decimals === null) return true;
  const step = 10 ** -decimals;
  const between = exact(Number((end + step).toFixed(decimals)));
  return compareExact(between, exact(start)) < 0;
}
