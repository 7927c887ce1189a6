import type { PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import { findingTitle } from "../causes/findings";
import { numberName, PERIOD_NOUNS } from "../shared/text";

export const ALL_PARTNERS = "All partners";
export const PARAMETERS_OF_EACH = "As in each SOW";

/** What the lines show, in one sentence. */
export function partnersFinding({ finding, metric, trend, grain, range, lines }: PartnersMetricView): string {
  if (trend.series.length === 1)
    return `${metric.shortName} of ${trend.series[0]?.name ?? "one partner"} (${range.label})`;
  if (lines.length === 0 || trend.series.length === 0) return `${metric.shortName}: no data (${range.label})`;
  return findingTitle(finding, {
    name: metric.shortName,
    format: trend,
    direction: trend.direction,
    noun: PERIOD_NOUNS[grain],
    when: `(${range.label})`,
  });
}

/** Which partners are drawn, where not all are. */
export function drawnText(drawn: number, measured: number): string {
  if (measured <= drawn) return "";
  return `The chart shows the ${numberName(drawn)} partners with the largest samples. The tables show all ${numberName(measured)}.`;
}

export const OWN_TARGETS =
  "Each partner is compared with the target in its own SOW. The chart shows no target because targets differ.";
export const SEVERAL_CURRENCIES = "Partners use different currencies, so their amounts are not charted together.";
export const NO_TARGET = "No target";
export const TARGETS_OF_PARTS = "Targets by site, program or channel only";
