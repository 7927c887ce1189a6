import type { MetricDirection, MetricGroup, MetricUnit } from "~/domain/metrics/catalog/metric-definition";

export const GROUP_WORDS: Readonly<Record<MetricGroup, string>> = {
  queue: "Waiting and answering",
  handling: "Handling and resolving",
  customer: "Customers’ voice",
  quality: "Quality",
  trust: "Trust and safety",
  people: "People and staffing",
  volume: "Volume and cost",
};

export const UNIT_WORDS: Readonly<Record<MetricUnit, string>> = {
  share: "per cent",
  seconds: "seconds",
  score: "points",
  count: "count",
  money: "money",
  ratio: "ratio",
};

export const DIRECTION_WORDS: Readonly<Record<MetricDirection, string>> = {
  up: "higher is better",
  down: "lower is better",
  band: "inside a band",
};
