import type { Database } from "~/data/db/database.server";
import { findSlices, type KnownSlice } from "~/data/metrics/slices.server";
import type { Viewer } from "~/domain/access/viewer";
import { lastDay, type DayRange } from "~/domain/calendar/day-range";
import { rangeLabel } from "~/domain/calendar/labels";
import { splitRange } from "~/domain/calendar/period";
import { findingOf } from "~/domain/causes/finding";
import type { TrendPeriod, TrendSeries, TrendView } from "~/domain/causes/trend";
import { SCOPE_PARTS, type TargetScope } from "~/domain/metrics/row-scope";
import { findMetric, isMetricKey, type MetricKey } from "~/domain/metrics/catalog/catalog";
import type { MetricDefinition } from "~/domain/metrics/catalog/metric-definition";
import { coverRule, isByMonth } from "~/domain/metrics/cover";
import { NO_DATA, type MetricValue } from "~/domain/metrics/metric-value";
import { measuredRange } from "~/domain/metrics/figure-request";
import type { PartnerLine, PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import { lineName } from "~/wording/scorecards/partners-metric";
import { loadTrend } from "../causes/trend.server";
import { SPLITS, type Grain } from "../causes/trend-question";
import { measureFigures } from "../metrics/figures.server";
import { loadPreliminary } from "../metrics/preliminary.server";
import {
  dataDays,
  loadReportContext,
  revisionsOf,
  type PartnerContext,
  type ReportContext,
} from "../shared/report-context.server";
import { chooseParameters, targetHolding, targetsOn, withinScope } from "./metric-page.server";
import { grainFor, POINTS_SHOWN, rangeRequested, type MetricPageQuestion } from "./metric-page-question";
import { daysPresets } from "../shared/periods";
import { requestedScope } from "../shared/slices";
import { distinct } from "~/domain/metrics/slice-names";

/** Lines on a page, and in a file: each is measured by itself. */
const LINES_SHOWN = 40;
export const LINES_EXPORTED = 1000;
/** Values of all lines: a page or file is made in one piece, while others wait. */
const MAX_VALUES = 20_000;

/** A metric of every partner in sight, each against its own contract; null where there is no such metric. */
export async function loadPartnersMetric(
  db: Database,
  viewer: Viewer,
  question: MetricPageQuestion,
  {
    clock,
    points = POINTS_SHOWN,
    most = LINES_SHOWN,
    mostValues = MAX_VALUES,
  }: { clock: () => Date; points?: number; most?: number; mostValues?: number },
): Promise<PartnersMetricView | null> {
  const found = findMetric(question.metric);
  if (found === null || !isMetricKey(found.key)) return null;
  const metric = { ...found, key: found.key };
  const reportContext = await loadReportContext(db, viewer, clock);
  const dataUntil = dataDays(reportContext.partners)?.last ?? null;
  const range = withinScope(rangeRequested(question, dataUntil ?? reportContext.today), viewer);
  const slices = await findSlices(db, viewer, reportContext.partners, range);
  const parametersOf = (partner: PartnerContext, scope: TargetScope) =>
    chooseParameters(metric, question.rest, partner.sow, lastDay(range), scope);
  const requested = reportContext.partners.map((partner) => parametersOf(partner, requestedScope(question)));
  const parts = partsRequested(question, reportContext.partners, slices).map((part): RequestedLine => {
    return { ...part, ...parametersOf(part.partner, part.scope) };
  });
  const isMonthly = [...requested, ...parts].some(({ parameters }) => isByMonth(coverRule(metric, parameters)));
  const limits = limitsFor(range, { lines: Math.min(parts.length, most), points, mostValues });
  const grain = grainFor(range, question.grain, { points: limits.points, finest: isMonthly ? "month" : "day" });
  const linesRequested = { reportContext, metric, requested: parts, range, grain, most: Math.min(most, limits.lines) };
  const { loaded, more } = await loadLines(db, viewer, linesRequested);
  const lines = loaded.map(({ line }) => line);
  const trend = together(metric, lines);
  const given = Object.keys(metric.parameterLabels).filter((name) => question.rest[name] !== undefined);
  const problems = [...new Set(requested.flatMap((one) => one.problems))];
  const chosen = given.length === 0 || problems.length > 0 ? {} : (requested[0]?.parameters ?? {});
  const shownParameters = { ...metric.defaults, ...chosen };
  return {
    metric: {
      key: metric.key,
      name: metric.name,
      shortName: metric.shortName,
      description: metric.description,
      formula: given.length === 0 ? metric.formula : metric.formulaOf(shownParameters),
      detail: given.length === 0 ? "" : metric.describe(shownParameters),
      unit: metric.unit,
      decimals: metric.decimals,
      direction: metric.direction,
      isRatio: metric.kind === "ratio",
    },
    parameters: Object.entries(metric.parameterLabels).flatMap(([name, label]) => {
      const value = shownParameters[name];
      return value === undefined ? [] : [{ ...label, name, value }];
    }),
    chosen,
    problems,
    ignored: question.ignored,
    partners: reportContext.partners.map(({ key, name }) => ({ key, name })),
    range: { from: range.from, to: lastDay(range), until: range.until, label: rangeLabel(range) },
    daysPresets: daysPresets(reportContext, viewer),
    grain,
    coarser: question.grain === null || question.grain === grain ? null : isMonthly ? "months-only" : "too-many-points",
    by: question.by,
    requested: { site: question.site, program: question.program, channel: question.channel },
    finding: findingOf(trend),
    trend,
    lines,
    moreLines: more,
    hasOneCurrency: metric.unit !== "money" || new Set(lines.map(({ currency }) => currency)).size <= 1,
    approximate: loaded.some(({ approximate }) => approximate),
    timeZone: reportContext.timeZone,
    dataUntil,
    choices: {
      sites: distinct(slices.map(({ site }) => site)),
      programs: distinct(slices.map(({ program }) => program)),
      channels: distinct(slices.map(({ channel }) => channel)),
    },
  };
}

/** How many points each of so many lines may have, and how many lines where even months are too many points. */
function limitsFor(range: DayRange, requested: { lines: number; points: number; mostValues: number }) {
  const { lines, points, mostValues } = requested;
  const months = splitRange(range, "month").length;
  return {
    points: Math.min(points, Math.floor(mostValues / Math.max(1, lines))),
    lines: Math.max(1, Math.floor(mostValues / Math.max(1, months))),
  };
}

/** A partner, or one of its sites, programs or channels; '' is the part of rows that name none. */
type Part = { readonly partner: PartnerContext; readonly part: string | null; readonly scope: TargetScope };
type RequestedLine = Part & ReturnType<typeof chooseParameters>;

/** Without a split each partner; with one, each of its parts that has rows in the slice requested. */
function partsRequested(
  question: MetricPageQuestion,
  partners: readonly PartnerContext[],
  slices: readonly KnownSlice[],
): Part[] {
  const scope = requestedScope(question);
  const { by } = question;
  if (by === null) return partners.map((partner) => ({ partner, part: null, scope }));
  const isRequested = (slice: KnownSlice) =>
    SPLITS.every((name) => scope[name] === undefined || scope[name] === slice[name]);
  return partners.flatMap((partner) => {
    const own = slices.filter((slice) => slice.vendorId === partner.id && isRequested(slice));
    const names = [...new Set(own.map((slice) => slice[by]))];
    return names.map((part): Part => ({ partner, part, scope: { ...scope, [by]: part } }));
  });
}

type LinesQuestion = {
  readonly reportContext: ReportContext;
  readonly metric: MetricDefinition & { readonly key: MetricKey };
  readonly requested: readonly RequestedLine[];
  readonly range: DayRange;
  readonly grain: Grain;
  readonly most: number;
};
type LoadedLine = { readonly line: PartnerLine; readonly approximate: boolean };

/** Trends that are read at the same time. */
const READ_TOGETHER = 6;

/** Those with the largest sample first, so that they are the ones drawn, and how many more there are. Parts without data are left out. */
async function loadLines(
  db: Database,
  viewer: Viewer,
  { reportContext, metric, requested, range, grain, most }: LinesQuestion,
): Promise<{ loaded: LoadedLine[]; more: number }> {
  const revisions = revisionsOf(reportContext.partners);
  const requests = requested.map(({ partner, parameters, scope }) => {
    const measured = measuredRange(range, partner.days?.last ?? null);
    return measured === null ? null : { vendorId: partner.id, metric: metric.key, parameters, scope, range: measured };
  });
  const measured = requests.filter((request) => request !== null);
  const [figures, preliminaryOf] = await Promise.all([
    measureFigures(db, viewer, measured, revisions),
    loadPreliminary(db, viewer, measured, revisions),
  ]);
  const sample = (total: MetricValue) => (total.status === "measured" ? total.n : -1);
  const ordered = requested
    .map((one, index) => {
      const request = requests[index] ?? null;
      const total = request === null ? NO_DATA : figures.valueOf(request);
      return { ...one, total, preliminary: request === null ? null : preliminaryOf(request) };
    })
    .filter(({ part, total }) => part === null || total.status === "measured")
    .toSorted((a, b) => sample(b.total) - sample(a.total));
  const loaded: LoadedLine[] = [];
  for (let first = 0; first < Math.min(most, ordered.length); first += READ_TOGETHER) {
    const next = ordered.slice(first, Math.min(most, first + READ_TOGETHER));
    loaded.push(
      ...(await Promise.all(next.map((one) => loadLine(db, viewer, { reportContext, metric, range, grain }, one)))),
    );
  }
  return { loaded, more: ordered.length - loaded.length };
}

type MeasuredLine = RequestedLine & Pick<PartnerLine, "total" | "preliminary">;

async function loadLine(
  db: Database,
  viewer: Viewer,
  { reportContext, metric, range, grain }: Omit<LinesQuestion, "requested" | "most">,
  { partner, part, parameters, scope, total, preliminary }: MeasuredLine,
): Promise<LoadedLine> {
  const { trend, approximate } = await loadTrend(db, viewer, {
    vendor: partner,
    sow: partner.sow,
    metric: metric.key,
    parameters,
    requested: scope,
    range,
    grain,
    by: null,
    today: reportContext.today,
    dataUntil: partner.days?.last ?? null,
    pins: [],
  });
  const values = trend.series[0]?.values ?? [];
  const latest = values.findLastIndex(({ value }, at) => value !== null && trend.periods[at]?.running === false);
  const target = targetHolding(partner.sow, lastDay(range), metric.key, scope, parameters);
  const line: PartnerLine = {
    key: part === null ? partner.key : JSON.stringify([partner.key, part]),
    partner: { key: partner.key, name: partner.name },
    part,
    parameters,
    detail: metric.describe(parameters),
    currency: partner.sow?.currency ?? null,
    total,
    preliminary,
    target,
    otherTargetScopes: scopesOf(
      targetsOn(partner.sow, lastDay(range), metric.key).filter(({ id }) => id !== target?.id),
    ),
    periods: trend.periods,
    values,
    latest: latest < 0 ? null : latest,
  };
  return { line, approximate };
}

/** Each slice once, in the order of the SOW. */
function scopesOf(targets: readonly { readonly scope: TargetScope }[]): TargetScope[] {
  const scopes = new Map(
    targets.map(({ scope }) => [SCOPE_PARTS.map((part) => scope[part] ?? "").join("\u0000"), scope]),
  );
  return [...scopes.values()];
}

/** One series per line with data. A period is over where it is for every partner; it has no levels, as each partner has its own. */
function together(metric: MetricDefinition, lines: readonly PartnerLine[]): TrendView {
  const measured = lines.filter(({ total }) => total.status === "measured");
  const [first] = measured.length > 0 ? measured : lines;
  const currencies = new Set(measured.map(({ currency }) => currency));
  const [currency = null] = currencies.size === 1 ? currencies : [];
  return {
    unit: metric.unit,
    decimals: metric.decimals,
    direction: metric.direction,
    ...(currency === null ? {} : { currency }),
    periods: (first?.periods ?? []).map((period, at): TrendPeriod => {
      const running = measured.some(({ periods }) => periods[at]?.running === true);
      return { ...period, running, expected: null, minimum: null };
    }),
    series: measured.map((line): TrendSeries => {
      const { key, values, total } = line;
      const sum = total.status === "measured" ? total : { value: null, numerator: null, denominator: null, n: null };
      const { value, numerator, denominator, n } = sum;
      return {
        key,
        name: lineName(line),
        // Against levels of its own, which this trend does not hold.
        values: values.map(({ unjudged: _own, ...point }) => ({ ...point, verdict: "no-target" })),
        total: { value, numerator, denominator, n, verdict: "no-target" },
      };
    }),
    pins: [],
  };
}
