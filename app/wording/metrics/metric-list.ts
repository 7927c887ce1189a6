export const METRIC_LIST_TEXT = {
  metrics: "Metrics",
  metric: "Metric",
  formula: "Formula",
  unitAndDirection: "Unit and direction",
  parameters: "Parameters",
  targets: "Targets of",
  noSow: "no SOW",
  eachMetricIsRatio: "Each metric is a ratio of totals or a percentile. Contracts set the parameters.",
  metricsOfGroup: (group: string) => `Metrics: ${group}`,
} as const;
