import type { Day } from "../calendar/day";
import { FACT_KINDS, type FactKind } from "../facts/fact-fields";
import { metricOf, type MetricKey } from "./catalog/catalog";
import type { Duration } from "./contact-amounts";
import { parseMeasureRef, PARAMETRIC_FAMILIES, type MeasureRef } from "./measure-ref";
import type { MetricParameters } from "./catalog/metric-definition";

/** How many preliminary rows of a kind state a measure, from the first to the last day that has any. */
export type PreliminaryCount = {
  readonly kind: FactKind;
  readonly measure: MeasureRef;
  readonly rows: number;
  readonly from: Day;
  readonly to: Day;
};

/** What of a figure is not settled yet. Without `rows` it is not known how many they are. */
export type Preliminary = {
  readonly rows: readonly { readonly kind: FactKind; readonly rows: number }[];
  readonly from: Day;
  /** Included. */
  readonly to: Day;
};

const STATED_WITH: Readonly<Record<Duration, MeasureRef>> = {
  wait: "waitKnown",
  talk: "talkSeconds",
  handle: "handleKnown",
  firstResponse: "firstResponseKnown",
  resolution: "resolutionTimeKnown",
  firstResponseBusiness: "firstResponseBusinessKnown",
  resolutionBusiness: "resolutionBusinessKnown",
};
/** A contact states one of them, and never both. */
const EITHER: readonly MeasureRef[] = ["offered", "unqueued"];

/**
 * The preliminary rows that a figure rests on, by kind: as many as state that measure of the metric which most of them state. Null where
 * there are none.
 */
export function preliminaryBehind(
  metric: MetricKey,
  parameters: MetricParameters,
  counts: readonly PreliminaryCount[],
): Preliminary | null {
  if (counts.length === 0) return null;
  const read = measuresBehind(metric, parameters);
  const behind = counts.filter(({ measure }) => read.has(measure));
  const [first] = behind;
  if (first === undefined) return null;
  const rows = FACT_KINDS.flatMap((kind) => {
    const most = maxRows(behind.filter((count) => count.kind === kind));
    return most === 0 ? [] : [{ kind, rows: most }];
  });
  return {
    rows,
    from: behind.reduce((from, count) => (count.from < from ? count.from : from), first.from),
    to: behind.reduce((to, count) => (count.to > to ? count.to : to), first.to),
  };
}

function maxRows(counts: readonly PreliminaryCount[]): number {
  const byMeasure = new Map<MeasureRef, number>();
  for (const { measure, rows } of counts) {
    const name = EITHER.includes(measure) ? "" : measure;
    byMeasure.set(name, (byMeasure.get(name) ?? 0) + rows);
  }
  return Math.max(0, ...byMeasure.values());
}

/** The measures that the metric reads, and of counts with a limit those that they are a part of. */
export function measuresBehind(key: MetricKey, parameters: MetricParameters): ReadonlySet<MeasureRef> {
  const metric = metricOf(key);
  const percentile = metric.percentile(parameters);
  if (percentile !== null) return new Set([STATED_WITH[percentile.distribution]]);
  return new Set(metric.measures(parameters).flatMap((ref) => [ref, ...countedBy(ref)]));
}

function countedBy(ref: MeasureRef): MeasureRef[] {
  const parsed = parseMeasureRef(ref);
  if (parsed?.kind !== "parametric") return [];
  // A repeat is looked for among handled contacts.
  const { countedBy: measure } = PARAMETRIC_FAMILIES[parsed.family];
  return [measure === "repeatKnown" ? "handled" : measure];
}
