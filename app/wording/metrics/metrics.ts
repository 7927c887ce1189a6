import type { MetricDirection, MetricGroup, MetricUnit } from "~/domain/metrics/catalog/metric-definition";

export const GROUP_LABELS: Readonly<Record<MetricGroup, string>> = {
  queue: "Waiting and answering",
  handling: "Handling and resolving",
  customer: "Customers’ voice",
  quality: "Quality",
  trust: "Trust and safety",
  people: "People and staffing",
  volume: "Volume and cost",
};

export const UNIT_LABELS: Readonly<Record<MetricUnit, string>> = {
  share: "per cent",
  seconds: "seconds",
  score: "points",
  count: "count",
  money: "money",
  ratio: "ratio",
};

export const DIRECTION_LABELS: Readonly<Record<MetricDirection, string>> = {
  up: "higher is better",
  down: "lower is better",
  band: "inside a band",
};
