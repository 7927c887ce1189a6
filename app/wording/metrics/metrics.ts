import type { MetricDirection, MetricGroup, MetricUnit } from "~/domain/metrics/catalog/metric-definition";

export const GROUP_LABELS: Readonly<Record<MetricGroup, string>> = {
  queue: "Queue",
  handling: "Handling and resolution",
  customer: "Customer feedback",
  quality: "Quality",
  trust: "Trust and safety",
  people: "People and staffing",
  volume: "Volume and cost",
  contract: "Defined by the contract",
};

export const UNIT_LABELS: Readonly<Record<MetricUnit, string>> = {
  share: "percent",
  seconds: "seconds",
  score: "points",
  count: "count",
  money: "money",
  ratio: "ratio",
};

export const DIRECTION_LABELS: Readonly<Record<MetricDirection, string>> = {
  up: "higher is better",
  down: "lower is better",
  band: "within a range is better",
};
