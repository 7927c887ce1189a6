import type { Database } from "~/data/database.server";
import { sumMeasures } from "~/data/measures.server";
import { exactGroupQuantiles } from "~/data/quantile-groups.server";
import type { NamedRange, RangeQuestion } from "~/data/range-sql";
import { findVendors, type Vendor } from "~/data/vendors.server";
import type { Viewer } from "~/domain/access/viewer";
import { lastDay } from "~/domain/calendar/day-range";
import { splitRange } from "~/domain/calendar/period";
import { metricOf } from "~/domain/metrics/catalogue";
import { figure, NO_DATA, type MetricValue } from "~/domain/metrics/metric-value";
import { METRIC_DIMENSIONS, type MetricDimension, type MetricQuestion } from "./metric-question";

/** What a row speaks of: what was asked for and what the answer is split by. '' is "not given". */
export type RowSlice = Partial<Record<MetricDimension, string>>;

/**
 * One figure. `value` is in the metric's base unit: shares 0–1, seconds, money in minor units. Percentiles and stocks have no
 * denominator. What was not measured has null for all three, and n 0.
 */
export type MetricRow = {
  /** A period's key, `2026-10`; without a grain the days themselves, `2026-10-01/2026-10-31`, both included. */
  period: string;
  slice: RowSlice;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  n: number;
};

/**
 * The rows of a metric: for each period in order, each slice in which the metric was measured in these days. A period at the border counts
 * only the days that were asked for. Null where the vendor asked for is none of the viewer's.
 */
export async function loadMetricRows(
  db: Database,
  viewer: Viewer,
  question: MetricQuestion,
): Promise<MetricRow[] | null> {
  const vendors = await findVendors(db, viewer);
  const asked = question.vendor === undefined ? vendors : vendors.filter(({ key }) => key === question.vendor);
  if (question.vendor !== undefined && asked.length === 0) return null;

  const ranges = rangesOf(question);
  const figures = await measure(db, viewer, question, {
    vendorIds: asked.map(({ id }) => id),
    ranges,
    by: question.by,
    slice: sliceOf(question),
  });

  const slices = new Map<string, RowSlice>();
  const values = new Map<string, MetricValue>();
  for (const { rangeKey, group, value } of figures) {
    const slice = { ...filtersOf(question), ...namedGroup(group, vendors) };
    const key = JSON.stringify(METRIC_DIMENSIONS.map((dimension) => slice[dimension] ?? null));
    if (value.status === "measured") slices.set(key, slice);
    values.set(`${rangeKey} ${key}`, value);
  }
  if (question.by.length === 0 && slices.size === 0) slices.set("", filtersOf(question));
  const ordered = [...slices].sort(([a], [b]) => (a < b ? -1 : 1));
  return ranges.flatMap(({ key: period }) =>
    ordered.map(([key, slice]) => toRow(period, slice, values.get(`${period} ${key}`) ?? NO_DATA)),
  );
}

type Group = { vendorId?: number; site?: string; program?: string; channel?: string };
type GroupFigure = { rangeKey: string; group: Group; value: MetricValue };

async function measure(
  db: Database,
  viewer: Viewer,
  { metric: key, parameters }: MetricQuestion,
  question: RangeQuestion,
): Promise<GroupFigure[]> {
  const metric = metricOf(key);
  const source = metric.percentile(parameters);
  if (source !== null) {
    const quantiles = await exactGroupQuantiles(db, viewer, { ...question, source });
    return quantiles.map(({ rangeKey, value, n, ...group }) => {
      return { rangeKey, group, value: value === null ? NO_DATA : figure(value, n) };
    });
  }
  const days = new Map(question.ranges.map(({ key: rangeKey, from, until }) => [rangeKey, { from, until }]));
  const sums = await sumMeasures(db, viewer, { ...question, refs: metric.measures(parameters) });
  return sums.flatMap(({ rangeKey, amounts, ...group }) => {
    const range = days.get(rangeKey);
    return range === undefined ? [] : [{ rangeKey, group, value: metric.evaluate(amounts, parameters, { range }) }];
  });
}

function rangesOf({ range, grain }: MetricQuestion): NamedRange[] {
  if (grain === undefined) return [{ key: `${range.from}/${lastDay(range)}`, ...range }];
  return splitRange(range, grain).map((piece) => ({ key: piece.period.key, ...piece.range }));
}

function sliceOf({ site, program, channel }: MetricQuestion) {
  return {
    ...(site === undefined ? {} : { site }),
    ...(program === undefined ? {} : { program }),
    ...(channel === undefined ? {} : { channel }),
  };
}

function filtersOf(question: MetricQuestion): RowSlice {
  return { ...(question.vendor === undefined ? {} : { vendor: question.vendor }), ...sliceOf(question) };
}

function namedGroup({ vendorId, ...slice }: Group, vendors: readonly Vendor[]): RowSlice {
  if (vendorId === undefined) return slice;
  return { vendor: vendors.find(({ id }) => id === vendorId)?.key ?? String(vendorId), ...slice };
}

function toRow(period: string, slice: RowSlice, value: MetricValue): MetricRow {
  if (value.status === "no-data") return { period, slice, numerator: null, denominator: null, value: null, n: 0 };
  return { period, slice, numerator: value.numerator, denominator: value.denominator, value: value.value, n: value.n };
}
