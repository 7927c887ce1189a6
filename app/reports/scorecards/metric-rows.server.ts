import { tooManyMetricRows } from "~/wording/metrics/questions";
import type { Database } from "~/data/db/database.server";
import { findDataDays, type DataDays } from "~/data/metrics/measures.server";
import { exactGroupQuantiles } from "~/data/metrics/quantile-groups.server";
import { findPreliminary } from "~/data/metrics/preliminary.server";
import {
  requireFew,
  ROW_DIMENSIONS,
  TooManyGroups,
  type Grouping,
  type NamedRange,
  type RangeQuestion,
} from "~/data/sql/range-sql";
import { findSowsInUse } from "~/data/contracts/sows-in-use.server";
import { findVendors, type Vendor } from "~/data/access/vendors.server";
import type { Viewer } from "~/domain/access/viewer";
import { lastDay } from "~/domain/calendar/day-range";
import { splitRange } from "~/domain/calendar/period";
import { metricOf } from "~/domain/metrics/catalog/catalog";
import { coverRule } from "~/domain/metrics/cover";
import { evaluateTogether, type CoveredAmounts } from "~/domain/metrics/covered-amounts";
import { leftOutDays, type LeftOutDays } from "~/wording/metrics/left-out";
import { figure, NO_DATA, type MetricValue } from "~/domain/metrics/metric-value";
import { preliminaryBehind, type Preliminary } from "~/domain/metrics/preliminary";
import { measuredRange } from "~/domain/metrics/figure-request";
import { judge } from "~/domain/contracts/verdict";
import { versionOn, type Sow } from "~/domain/contracts/sow";
import { targetFor } from "~/domain/contracts/target-scope";
import { sumCovered } from "../metrics/covers.server";
import { scopeSlice } from "../export/figure-cells";
import { METRIC_DIMENSIONS, type MetricDimension, type MetricQuestion } from "../metrics/metric-question";

/** What a row speaks of: what was requested and what the answer is split by. '' is "(blank)". */
export type RowSlice = Partial<Record<MetricDimension, string>>;

/**
 * One figure. `value`, the double nearest to the exact result, is in the metric's base unit: shares 0–1, seconds, money in minor units. Percentiles and stocks have no
 * denominator. What was not measured has null for all three, and n 0.
 */
export type MetricRow = {
  /** A period's key, `2026-10`; without a grain the days themselves, `2026-10-01/2026-10-31`, both included. */
  period: string;
  slice: RowSlice;
  numerator: number | null;
  denominator: number | null;
  /** Where it is not 1. */
  factor?: number | undefined;
  value: number | null;
  n: number;
  /** The value after the rounding of the target that holds on the first day; null where none of a single partner's does. */
  compared: number | null;
  /** What of it rests on preliminary rows; null: every row behind it is final. */
  preliminary: Preliminary | null;
  /**
   * Stretches of days that a ratio does not count, since one of its sides is not stated there; of several partners, those that at
   * least one does not count. Absent where there are none.
   */
  leftOut?: LeftOutDays[] | undefined;
};

/** The most rows of one answer, each counted once for each partner in it: about 5 MB as JSON. */
const MAX_ROWS = 20_000;

/** The answer to a question would be longer than one answer may be. The message says what to ask for instead. */
export class TooManyRows extends Error {
  constructor() {
    super(tooManyMetricRows(MAX_ROWS));
    this.name = "TooManyRows";
  }
}

/**
 * The rows of a metric: for each period in order, each slice in which the metric was measured in these days. A period at the border counts
 * only the days that were requested. Null where the vendor requested is none of the viewer's. Rejects with `TooManyRows`.
 */
export async function loadMetricRows(
  db: Database,
  viewer: Viewer,
  question: MetricQuestion,
): Promise<MetricRow[] | null> {
  try {
    return await findRows(db, viewer, question);
  } catch (error) {
    throw error instanceof TooManyGroups ? new TooManyRows() : error;
  }
}

async function findRows(db: Database, viewer: Viewer, question: MetricQuestion): Promise<MetricRow[] | null> {
  const vendors = await findVendors(db, viewer);
  const requested = question.vendor === undefined ? vendors : vendors.filter(({ key }) => key === question.vendor);
  if (question.vendor !== undefined && requested.length === 0) return null;

  const ranges = rangesOf(question);
  const vendorIds = requested.map(({ id }) => id);
  const [figures, { sows }] = await Promise.all([
    measure(db, viewer, question, {
      vendorIds,
      ranges,
      by: question.by,
      slice: sliceOf(question),
      maxGroups: MAX_ROWS,
    }),
    findSowsInUse(db, viewer),
  ]);

  const slices = new Map<string, RowSlice>();
  const values = new Map<string, MetricValue>();
  for (const { rangeKey, group, value } of figures) {
    const slice = { ...filtersOf(question), ...namedGroup(group, vendors) };
    const key = JSON.stringify(METRIC_DIMENSIONS.map((dimension) => slice[dimension] ?? null));
    if (value.status === "measured") slices.set(key, slice);
    values.set(`${rangeKey} ${key}`, value);
  }
  if (question.by.length === 0 && slices.size === 0) slices.set("", filtersOf(question));
  const partnersOfRow = question.by.includes("vendor") ? 1 : Math.max(1, requested.length);
  requireFew(ranges.length * slices.size * partnersOfRow, { maxGroups: MAX_ROWS });
  const ordered = [...slices].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = ranges.flatMap((range) =>
    ordered.map(([key, slice]) => ({ range, slice, value: values.get(`${range.key} ${key}`) ?? NO_DATA })),
  );
  const preliminaryOf = await loadPreliminaryOfRows(db, viewer, question, requested, rows);
  return rows.map((row) => {
    const of = requested.filter(({ key }) => row.slice.vendor === undefined || row.slice.vendor === key);
    const [only] = of.length === 1 ? of : [];
    const sow = only === undefined ? null : (sows.get(only.id) ?? null);
    return toRow(row, { compared: comparedBy(sow, question, row), preliminary: preliminaryOf(row) });
  });
}

type Row = { range: NamedRange; slice: RowSlice; value: MetricValue };

function comparedBy(
  sow: Sow | null,
  { metric, parameters }: MetricQuestion,
  { range, slice, value }: Row,
): number | null {
  const version = sow === null ? null : versionOn(sow, range.from);
  const { vendor: _vendor, agent, team, reason, language, ...scope } = slice;
  if (version === null || [agent, team, reason, language].some((part) => part !== undefined)) return null;
  const target = targetFor(version, metric, scope, parameters);
  return target === null ? null : judge(target, value, "over").compared;
}

async function loadPreliminaryOfRows(
  db: Database,
  viewer: Viewer,
  { metric, parameters }: MetricQuestion,
  vendors: readonly Vendor[],
  rows: readonly Row[],
): Promise<(row: Row) => Preliminary | null> {
  const keyOf = ({ range, slice }: Row, { key }: Vendor) => JSON.stringify([range.key, slice, key]);
  const cells = rows.flatMap((row) => {
    const only = row.slice.vendor;
    const slice = scopeSlice(row.slice);
    return vendors
      .filter(({ key }) => only === undefined || only === key)
      .map((vendor) => {
        const { from, until } = row.range;
        return { key: keyOf(row, vendor), vendorId: vendor.id, revision: vendor.revision, from, until, ...slice };
      });
  });
  const counts = await findPreliminary(db, viewer, cells);
  return (row) => {
    const behind = preliminaryBehind(
      metric,
      parameters,
      vendors.flatMap((vendor) => counts.get(keyOf(row, vendor)) ?? []),
    );
    // Rows of one agent, team, reason, severity or language are not counted by themselves.
    const isPart = ROW_DIMENSIONS.some((part) => row.slice[part] !== undefined);
    return behind !== null && isPart ? { ...behind, rows: [] } : behind;
  };
}

type GroupFigure = { rangeKey: string; group: Grouping; value: MetricValue };

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
  const refs = metric.measures(parameters);
  const rule = coverRule(metric, parameters);
  const questions = untilLastDays(question, await findDataDays(db, viewer));
  const sums = await Promise.all(questions.map((one) => sumCovered(db, viewer, { ...one, refs }, rule)));
  const groups = new Map<string, { rangeKey: string; group: Grouping; parts: CoveredAmounts[] }>();
  for (const { rangeKey, amounts, counted, leftOut, ...group } of sums.flat()) {
    const name = JSON.stringify([rangeKey, group]);
    const known = groups.get(name) ?? { rangeKey, group, parts: [] };
    known.parts.push({ amounts, counted, leftOut });
    groups.set(name, known);
  }
  const ranges = new Map(question.ranges.map((range) => [range.key, range]));
  return [...groups.values()].flatMap(({ rangeKey, group, parts }) => {
    const range = ranges.get(rangeKey);
    return range === undefined ? [] : [{ rangeKey, group, value: evaluateTogether(metric, parameters, range, parts) }];
  });
}

/** The question with each partner's ranges as far as its data reaches; partners whose ranges are the same are requested together. */
function untilLastDays(question: RangeQuestion, days: ReadonlyMap<number, DataDays>): RangeQuestion[] {
  const questions = new Map<string, RangeQuestion & { vendorIds: number[] }>();
  for (const vendorId of question.vendorIds) {
    const ranges = question.ranges.flatMap(({ key, ...range }) => {
      const measured = measuredRange(range, days.get(vendorId)?.last ?? null);
      return measured === null ? [] : [{ key, ...measured }];
    });
    const name = JSON.stringify(ranges);
    const known = questions.get(name) ?? { ...question, ranges, vendorIds: [] };
    known.vendorIds.push(vendorId);
    questions.set(name, known);
  }
  return [...questions.values()].filter(({ ranges }) => ranges.length > 0);
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

function namedGroup({ vendorId, ...slice }: Grouping, vendors: readonly Vendor[]): RowSlice {
  if (vendorId === undefined) return slice;
  return { vendor: vendors.find(({ id }) => id === vendorId)?.key ?? String(vendorId), ...slice };
}

function toRow({ range, slice, value }: Row, further: Pick<MetricRow, "compared" | "preliminary">): MetricRow {
  const out = leftOutDays(value);
  const about = { period: range.key, slice };
  const also = { ...further, ...(out.length === 0 ? {} : { leftOut: out }) };
  if (value.status === "no-data") return { ...about, numerator: null, denominator: null, value: null, n: 0, ...also };
  const { numerator, denominator, factor, value: result, n } = value;
  return { ...about, numerator, denominator, ...(factor === undefined ? {} : { factor }), value: result, n, ...also };
}
