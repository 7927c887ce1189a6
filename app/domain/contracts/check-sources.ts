import { metricOf } from "../metrics/catalog/catalog";
import { ANY_MEASURE, measuresNamed } from "./source-choice";
import type { NamedSource, SowVersion } from "./sow";

/** Where in a version's sources something is wrong, and what. */
type Report = (code: "source-named-twice" | "no-totals", path: readonly PropertyKey[], message: string) => void;

/** One measure has one source on one day; metrics that no total can state have none. */
export function checkSources(sources: readonly NamedSource[], targets: SowVersion["targets"], report: Report): void {
  const taken = new Map<string, string>();
  for (const [index, named] of sources.entries()) {
    for (const metric of named.metrics ?? []) {
      if (metricOf(metric).kind !== "percentile") continue;
      report("no-totals", [index, "metrics"], `${metric} is a percentile, so it can’t come from totals`);
    }
    for (const measure of measuresNamed(named, targets)) {
      const other = taken.get(measure);
      if (other === undefined) taken.set(measure, named.source);
      else if (other !== named.source) report("source-named-twice", [index], twiceText(measure, named.source, other));
    }
  }
}

function twiceText(measure: string, source: string, other: string): string {
  if (measure === ANY_MEASURE)
    return `Both ${other} and ${source} are set for all metrics. List the metrics of each source`;
  return `Both ${other} and ${source} are set for ${measure}, which several metrics use`;
}
