export const METRIC_TEXT = {
  verdict: "Verdict",
  wouldBeVerdict: "Would-be verdict",
  byWeek: "by week",
  byMonth: "by month",
  noDataFor: (range: string) => `No data for ${range}`,
  hasNoDataFor: (partnerName: string, toLowerCase: string) =>
    `${partnerName} has no data for ${toLowerCase} on these dates. Try another filter, partner or date range.`,
  percentileAccuracy: "percentiles within 1%",
  definition: "Definition",
  formula: "Formula",
  meaning: "Meaning",
  direction: "Direction",
  target: "Target",
  notComparedDataOnly: (list: string) => `not compared: data only for ${list}`,
  change: (difference: string) => `${difference} change`,
  noData: "no data",
  stability: (grain: string) => `Stability, ${grain}`,
  previousPeriod: "Previous period",
  previousMonth: "Previous month",
  previousMonths: (months: string) => `Previous ${months} months`,
  totalBy: (by: string) => `Total by ${by}`,
  noTargetForThis: "No target for this filter.",
  allThisPartner: "All of this partner",
  by: (one: string) => `, by ${one}`,
  clause: (clause: string) => `, clause ${clause}`,
  expectedSowV: (expected: string, minimum: string, period: string, version: number, clause: string) =>
    `expected ${expected}${minimum}${period} (SOW v${version}${clause})`,
} as const;

export const PARTNERS_METRIC_TEXT = {
  allPartnersIn: (range: string) => `all partners, ${range}`,
  noDataFor: (range: string) => `No data for ${range}`,
  noPartnerHasData: (toLowerCase: string) =>
    `No partner has data for ${toLowerCase} on these dates. Try another filter or date range.`,
  by: (one: string) => `by ${one}`,
  percentileAccuracy: "percentiles within 1%",
  partnersVsTheirOwn: "Partners vs their own targets",
  byPartner: (metricName: string, range: string) => `${metricName} by partner, ${range}`,
  definition: "Definition",
  formula: "Formula",
  meaning: "Meaning",
  direction: "Direction",
  partner: "Partner",
  total: "Total",
  latest: (one: string) => `Latest ${one}`,
  expected: "Expected",
  latestVerdict: (one: string) => `Latest ${one}: verdict`,
  noData: "no data",
} as const;

export const METRIC_PAGE_TEXT = {
  metric: "Metric",
  metricOrPartnerNot: "Metric or partner not found.",
  share: "Share",
  partAddressIsNot: "Part of the address is not valid",
  notValidDefaultUsed: (ignored: string) => `Not valid: ${ignored}. Default used instead.`,
  someParametersAreNot: "Some parameters are not valid",
  defaultsUsedInstead: (list: string) => `${list}. Defaults used instead.`,
} as const;

/** Why values are by a longer unit of time than requested. */
export const COARSER_TEXTS = {
  "too-many-points": "too many points for a shorter time unit",
  "months-only": "monthly values only",
} as const;
