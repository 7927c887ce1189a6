import * as average from "./average-metrics";
import * as handling from "./handling-metrics";
import type { MetricDefinition } from "./metric-definition";
import * as people from "./people-metrics";
import * as quality from "./quality-metrics";
import * as queue from "./queue-metrics";
import * as stated from "./stated-metrics";
import * as timeliness from "./timeliness-metrics";
import * as volume from "./volume-metrics";

/** Every metric that a contract or a page can name, by key, in the order in which catalogs list them. */
export const METRICS = {
  "service-level": queue.serviceLevel,
  asa: queue.answerSpeed,
  abandonment: queue.abandonment,
  "answer-rate": queue.answerRate,
  aht: handling.handleTime,
  "talk-time": handling.talkTime,
  "average-talk": average.averageTalk,
  "average-hold": average.averageHold,
  "average-wrap": average.averageWrap,
  "first-response-time": timeliness.firstResponseTime,
  "average-first-response": average.averageFirstResponse,
  "first-response-within": timeliness.firstResponseWithin,
  "first-response-within-days": timeliness.firstResponseWithinDays,
  "resolution-time": timeliness.resolutionTime,
  "average-resolution": average.averageResolution,
  "resolution-within": timeliness.resolutionWithin,
  "resolution-within-days": timeliness.resolutionWithinDays,
  "resolution-rate": handling.resolutionRate,
  fcr: handling.firstContactResolution,
  reopen: handling.reopen,
  transfer: handling.transfer,
  escalation: handling.escalation,
  backlog: handling.backlog,
  aging: handling.aging,
  csat: quality.satisfaction,
  "csat-average": average.averageSatisfaction,
  dsat: quality.dissatisfaction,
  nps: quality.netPromoter,
  "qa-score": quality.reviewScore,
  "critical-accuracy": quality.criticalAccuracy,
  "moderation-accuracy": quality.moderationAccuracy,
  precision: quality.precision,
  recall: quality.recall,
  overturn: quality.overturn,
  "appeal-rate": quality.appealRate,
  turnaround: handling.turnaround,
  occupancy: people.occupancy,
  adherence: people.adherence,
  utilization: people.utilization,
  shrinkage: people.shrinkage,
  attrition: people.attrition,
  "hours-delivered": people.hoursDelivered,
  "headcount-delivered": people.headcountDelivered,
  "forecast-accuracy": volume.forecastAccuracy,
  "contact-rate": volume.contactRate,
  "cost-per-contact": volume.costPerContact,
  "cost-per-resolution": volume.costPerResolution,
  volume: volume.volume,
  "stated-count": stated.statedCount,
  "stated-share": stated.statedShare,
  "stated-average": stated.statedAverage,
  "stated-time": stated.statedTime,
} as const satisfies Record<string, MetricDefinition>;

export type MetricKey = keyof typeof METRICS;

export const METRIC_KEYS = Object.keys(METRICS).filter(isMetricKey);

export function isMetricKey(text: string): text is MetricKey {
  return Object.hasOwn(METRICS, text);
}

/** The definition of a metric; null where there is none of that key. */
export function findMetric(key: string): MetricDefinition | null {
  return isMetricKey(key) ? METRICS[key] : null;
}

/** The definition of a metric known to exist. */
export function metricOf(key: MetricKey): MetricDefinition {
  return METRICS[key];
}
