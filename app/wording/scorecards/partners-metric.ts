import type { PartnerLine, PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { findingTitle } from "../causes/findings";
import { numberName, PERIOD_NOUNS } from "../shared/text";
import { scopeText } from "./results";

export const ALL_PARTNERS = "All partners";
export const PARAMETERS_OF_EACH = "As in each SOW";

const PART_NAMES = {
  site: { one: "Site", many: "sites" },
  program: { one: "Program", many: "programs" },
  channel: { one: "Channel", many: "channels" },
} as const;

/** The heading of the column of parts: `Site`. */
export function partHeading(by: keyof typeof PART_NAMES): string {
  return PART_NAMES[by].one;
}

/** `Lumina`, or `Lumina · Manila`. */
export function lineName({ partner, part }: Pick<PartnerLine, "partner" | "part">): string {
  return part === null ? partner.name : `${partner.name} · ${partName(part)}`;
}

export function partName(part: string): string {
  return part === "" ? "(blank)" : part;
}

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

/** Which lines are drawn, where not all are, and how many are left out of the tables. */
export function drawnText(drawn: number, { trend, by, moreLines }: PartnersMetricView): string {
  const measured = trend.series.length;
  const nouns = by === null ? "partners" : PART_NAMES[by].many;
  const chart = `The chart shows the ${numberName(drawn)} ${nouns} with the largest samples.`;
  if (moreLines > 0) return `${chart} The tables show the ${measured} largest and leave out ${moreLines} more.`;
  return measured <= drawn ? "" : `${chart} The tables show all ${nouns}.`;
}

export const OWN_TARGETS =
  "Each partner is compared with the target in its own SOW. The chart shows no target because targets differ.";
export const SEVERAL_CURRENCIES = "Partners use different currencies, so their amounts are not charted together.";

/** What stands where a line has no target of its own: for which slices the SOW has one. `Target only for Voice`. */
export function otherTargetsText(scopes: readonly TargetScope[]): string {
  const names = scopes.map(scopeText);
  if (names.length === 0) return "No target";
  if (names.includes("")) return "Target only with other parameters";
  const [only = "", ...others] = names;
  return others.length === 0 ? `Target only for ${only}` : `Targets only for ${names.join("; ")}`;
}
