import type { Database } from "~/data/db/database.server";
import { mergedHistograms } from "~/data/metrics/quantiles.server";
import type { Dimension, Grouping, NamedRange, RangeQuestion } from "~/data/sql/range-sql";
import type { Viewer } from "~/domain/access/viewer";
import { addDays, type Day } from "~/domain/calendar/day";
import type { DayRange } from "~/domain/calendar/day-range";
import { rangeLabel } from "~/domain/calendar/labels";
import { periodOf, periodState, splitRange, type PeriodPiece } from "~/domain/calendar/period";
import { metricOf, type MetricKey } from "~/domain/metrics/catalog/catalog";
import { coverRule } from "~/domain/metrics/cover";
import { evaluateTogether, type CoveredAmounts } from "~/domain/metrics/covered-amounts";
import type { MetricParameters } from "~/domain/metrics/catalog/metric-definition";
import { NO_DATA, type MetricValue } from "~/domain/metrics/metric-value";
import { mergeSketches, sketchPercentileValue, type Sketch } from "~/domain/metrics/histogram";
import { measuredRange } from "~/domain/metrics/figure-request";
import { statusOf } from "~/domain/causes/trend-status";
import type { TrendPeriod, TrendPin, TrendSeries, TrendValue, TrendView } from "~/domain/causes/trend";
import { baseLevels } from "~/domain/contracts/verdict";
import { periodOptions, versionInForce, type Sow, type Target } from "~/domain/contracts/sow";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { targetFor } from "~/domain/contracts/target-scope";
import { sumCovered } from "../metrics/covers.server";
import { scopeSlice } from "../export/figure-cells";
import { measureFigures } from "../metrics/figures.server";
import type { Grain, Split } from "./trend-question";

/** The most series shown; all others together are one of them. */
const SERIES_SHOWN = 4;

export type TrendQuestion = {
  readonly vendor: { readonly id: number; readonly revision: number };
  readonly sow: Sow | null;
  readonly metric: MetricKey;
  readonly parameters: MetricParameters;
  readonly requested: TargetScope;
  readonly range: DayRange;
  readonly grain: Grain;
  readonly by: Split | null;
  readonly today: Day;
  readonly dataUntil: Day | null;
  readonly pins: readonly TrendPin[];
};

/** `approximate`: percentiles of this trend come from histograms and are within 1%. */
export type TrendReport = { readonly trend: TrendView; readonly approximate: boolean };

export async function loadTrend(db: Database, viewer: Viewer, question: TrendQuestion): Promise<TrendReport> {
  const metric = metricOf(question.metric);
  const pieces = splitRange(question.range, question.grain);
  const targets = pieces.map((piece) => {
    const target = targetOf(question, piece);
    // A count grows with its days: the level of a month says nothing of a day.
    const isComparable = metric.kind !== "count" || (target?.period === question.grain && piece.whole);
    return isComparable ? target : null;
  });
  // A histogram's percentile is within 1%: what a contract judges is read exactly.
  const isJudgedByDay = targets.some((target) => target?.period === "day");
  const approximate =
    metric.kind === "percentile" && (question.by !== null || (question.grain === "day" && !isJudgedByDay));
  const groups = approximate
    ? await histogramGroups(db, viewer, question, pieces)
    : question.by === null
      ? await wholeGroup(db, viewer, question, pieces)
      : await amountGroups(db, viewer, question, pieces);
  const periods = pieces.map((piece, index) => trendPeriod(question, piece, targets[index] ?? null));
  const series = groups.map(({ name, isMixed = false, values, total }): TrendSeries => {
    return {
      key: name,
      name: name === "" ? metric.shortName : name,
      ...(isMixed ? { isMixed } : {}),
      total: { ...trendFigure(total), verdict: "no-target" },
      values: values.map((value, index) => {
        const target = question.by === null ? (targets[index] ?? null) : null;
        const isPeriod = target?.period === question.grain && pieces[index]?.whole === true;
        const state = periods[index]?.running === true ? "running" : "over";
        return { ...trendFigure(value), ...statusOf(target, value, { state, isPeriod, approximate }) };
      }),
    };
  });
  const currency = question.sow?.currency;
  return {
    approximate,
    trend: {
      unit: metric.unit,
      decimals: metric.decimals,
      direction: metric.direction,
      ...(currency === undefined ? {} : { currency }),
      periods,
      series,
      pins: question.pins,
    },
  };
}

type Group = {
  readonly name: string;
  readonly isMixed?: boolean;
  readonly values: readonly MetricValue[];
  readonly total: MetricValue;
};

const TOTAL = "total";

function requestedRanges({ range, dataUntil }: TrendQuestion, pieces: readonly PeriodPiece[]): NamedRange[] {
  const ranges = [...pieces.map((piece, index) => ({ key: String(index), range: piece.range })), { key: TOTAL, range }];
  return ranges.flatMap(({ key, range: requested }) => {
    const measured = measuredRange(requested, dataUntil);
    return measured === null ? [] : [{ key, ...measured }];
  });
}

function rangeQuestion(question: TrendQuestion, pieces: readonly PeriodPiece[]): RangeQuestion {
  const by: Dimension[] = question.by === null ? [] : [question.by];
  return {
    vendorIds: [question.vendor.id],
    ranges: requestedRanges(question, pieces),
    by,
    slice: scopeSlice(question.requested),
  };
}

/** Ratios and stocks by slice, from sums. What does not fit into the series shown is added up before anything is divided. */
async function amountGroups(
  db: Database,
  viewer: Viewer,
  question: TrendQuestion,
  pieces: readonly PeriodPiece[],
): Promise<Group[]> {
  const metric = metricOf(question.metric);
  const refs = metric.measures(question.parameters);
  const rule = coverRule(metric, question.parameters);
  const rows = await sumCovered(db, viewer, { ...rangeQuestion(question, pieces), refs }, rule);
  const ranges = new Map(requestedRanges(question, pieces).map((range) => [range.key, range]));
  const evaluate = (parts: readonly CoveredAmounts[], key: string): MetricValue => {
    const range = ranges.get(key);
    return range === undefined ? NO_DATA : evaluateTogether(metric, question.parameters, range, parts);
  };
  return groupSeries(
    rows.map(({ rangeKey, amounts, counted, leftOut, ...group }) => {
      return { name: nameOf(group, question.by), rangeKey, held: [{ amounts, counted, leftOut }] };
    }),
    pieces,
    { evaluate, merge: (parts) => parts.flat() },
  );
}

/** Percentiles of days and slices, from merged histograms. */
async function histogramGroups(
  db: Database,
  viewer: Viewer,
  question: TrendQuestion,
  pieces: readonly PeriodPiece[],
): Promise<Group[]> {
  const source = metricOf(question.metric).percentile(question.parameters);
  if (source === null) return [];
  const requested = { ...rangeQuestion(question, pieces), duration: source.distribution };
  const rows = await mergedHistograms(db, viewer, requested);
  return groupSeries(
    rows.map((row) => ({
      name: nameOf(row, question.by),
      rangeKey: row.rangeKey,
      held: { bins: row.bins, counts: row.counts },
    })),
    pieces,
    {
      evaluate: (sketch: Sketch) => sketchPercentileValue(sketch, source.quantile, source.method),
      merge: mergeSketches,
    },
  );
}

/** One series: ratios and stocks from sums, percentiles of weeks and months exact from the facts. */
async function wholeGroup(
  db: Database,
  viewer: Viewer,
  question: TrendQuestion,
  pieces: readonly PeriodPiece[],
): Promise<Group[]> {
  const { vendor, metric, parameters, requested: scope } = question;
  const requests = new Map(
    requestedRanges(question, pieces).map(({ key, from, until }) => {
      return [key, { vendorId: vendor.id, metric, parameters, scope, range: { from, until } }];
    }),
  );
  const revisions = new Map([[vendor.id, vendor.revision]]);
  const figures = await measureFigures(db, viewer, [...requests.values()], revisions);
  const valueOf = (key: string): MetricValue => {
    const request = requests.get(key);
    return request === undefined ? NO_DATA : figures.valueOf(request);
  };
  return [{ name: "", values: pieces.map((_piece, index) => valueOf(String(index))), total: valueOf(TOTAL) }];
}

type HeldRow<Held> = { readonly name: string; readonly rangeKey: string; readonly held: Held };
type Folding<Held> = {
  readonly evaluate: (held: Held, rangeKey: string) => MetricValue;
  readonly merge: (parts: readonly Held[]) => Held;
};

/** Series by name, those with the largest sample first; beyond four the smaller ones are merged into "Other". */
function groupSeries<Held>(
  rows: readonly HeldRow<Held>[],
  pieces: readonly PeriodPiece[],
  { evaluate, merge }: Folding<Held>,
): Group[] {
  const known = new Map<string, Map<string, Held[]>>();
  for (const { name, rangeKey, held } of rows) {
    const ofName = known.get(name) ?? new Map<string, Held[]>();
    known.set(name, ofName.set(rangeKey, [...(ofName.get(rangeKey) ?? []), held]));
  }
  const heldOf = (names: readonly string[], key: string): Held | null => {
    const parts = names.flatMap((name) => known.get(name)?.get(key) ?? []);
    return parts.length === 0 ? null : merge(parts);
  };
  const valueOf = (names: readonly string[], key: string): MetricValue => {
    const held = heldOf(names, key);
    return held === null ? NO_DATA : evaluate(held, key);
  };
  const names = [...known.keys()]
    .map((name) => ({ name, total: valueOf([name], TOTAL) }))
    .flatMap(({ name, total }) => (total.status === "measured" ? [{ name, sample: total.n }] : []))
    .toSorted((a, b) => b.sample - a.sample)
    .map(({ name }) => name);
  const seriesOf = (name: string, members: readonly string[]): Group => {
    return {
      name,
      isMixed: members.length !== 1 || name === NOT_GIVEN,
      total: valueOf(members, TOTAL),
      values: pieces.map((_piece, index) => valueOf(members, String(index))),
    };
  };
  if (names.length === 0) return [seriesOf("", [])];
  if (names.length <= SERIES_SHOWN) return names.map((name) => seriesOf(name, [name]));
  const [alone, rest] = [names.slice(0, SERIES_SHOWN - 1), names.slice(SERIES_SHOWN - 1)];
  return [...alone.map((name) => seriesOf(name, [name])), seriesOf(`Other (${rest.length})`, rest)];
}

function nameOf(group: Grouping, by: Split | null): string {
  if (by === null) return "";
  return group[by] === "" ? NOT_GIVEN : (group[by] ?? NOT_GIVEN);
}

const NOT_GIVEN = "(blank)";

/** The target that holds in a piece, one of the trend's own unit of time first: of the version that judges the period around it. */
function targetOf(
  { sow, metric, parameters, requested, grain }: TrendQuestion,
  { period }: PeriodPiece,
): Target | null {
  if (sow === null) return null;
  const holding = (kind: Target["period"]): Target | null => {
    const options = periodOptions(sow);
    const version = versionInForce(sow, periodOf(kind, period.range.from, options));
    const targets = version?.targets.filter((target) => target.period === kind) ?? [];
    return version === null ? null : targetFor({ ...version, targets }, metric, requested, parameters);
  };
  const kinds: readonly Target["period"][] = [
    grain,
    "month",
    "fiscal-month",
    "quarter",
    "year",
    "contract-year",
    "week",
    "day",
  ];
  for (const kind of kinds) {
    const target = holding(kind);
    if (target !== null) return target;
  }
  return null;
}

function trendPeriod(question: TrendQuestion, piece: PeriodPiece, target: Target | null): TrendPeriod {
  const levels = target === null ? null : baseLevels(target);
  const { period, range, whole } = piece;
  return {
    key: period.key,
    label: whole ? period.label : rangeLabel(range),
    tick: period.kind === "week" ? periodOf("day", range.from).shortLabel : period.shortLabel,
    from: range.from,
    until: range.until,
    running: isRunning(question, range.until) || periodState(period, question.today) === "running",
    expected: levels?.expected ?? null,
    minimum: levels?.minimum ?? null,
  };
}

/** The data stops inside the piece, or has not come yet. */
function isRunning({ dataUntil, today }: TrendQuestion, until: Day): boolean {
  return until > today || dataUntil === null || until > addDays(dataUntil, 1);
}

function trendFigure(value: MetricValue): Omit<TrendValue, "verdict" | "unjudged"> {
  if (value.status === "no-data") return { value: null, numerator: null, denominator: null, n: null };
  const { numerator, denominator, factor, n } = value;
  return { value: value.value, numerator, denominator, n, ...(factor === undefined ? {} : { factor }) };
}
