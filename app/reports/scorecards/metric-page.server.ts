import { QUESTION_PROBLEMS } from "~/wording/metrics/questions";
import type { Database } from "~/data/db/database.server";
import { findSlices } from "~/data/metrics/slices.server";
import type { Viewer } from "~/domain/access/viewer";
import { addDays, type Day } from "~/domain/calendar/day";
import { lastDay, type DayRange } from "~/domain/calendar/day-range";
import { rangeLabel } from "~/domain/calendar/labels";
import { rangeBefore } from "~/domain/calendar/period";
import { findMetric, isMetricKey, metricOf, type MetricKey } from "~/domain/metrics/catalog/catalog";
import { coverRule, isByMonth, partCounted } from "~/domain/metrics/cover";
import type { MetricDefinition, MetricParameters } from "~/domain/metrics/catalog/metric-definition";
import { NO_DATA, type MetricValue } from "~/domain/metrics/metric-value";
import { findingOf } from "~/domain/causes/finding";
import { measuredRange, type FigureRequest } from "~/domain/metrics/figure-request";
import type { MetricTarget, MetricView } from "~/domain/scorecards/metric-view";
import { assuranceOf, type Assurance } from "~/domain/causes/capability";
import type { TrendView } from "~/domain/causes/trend";
import { baseLevels, isJudged } from "~/domain/contracts/verdict";
import { versionOn, type Sow, type Target } from "~/domain/contracts/sow";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { targetFor } from "~/domain/contracts/target-scope";
import { measureFigures } from "../metrics/figures.server";
import { grainFor, rangeRequested, type MetricPageQuestion } from "./metric-page-question";
import { loadPinnedNotes } from "../causes/pinned-notes.server";
import { loadParts } from "../metrics/parts.server";
import { loadPreliminary } from "../metrics/preliminary.server";
import { daysPresets } from "../shared/periods";
import { requestedScope } from "../shared/slices";
import { rangeVerdict } from "~/domain/scorecards/range-verdict";
import { distinct } from "~/domain/metrics/slice-names";
import { loadTrend } from "../causes/trend.server";
import { loadReportContext, revisionsOf, type PartnerContext } from "../shared/report-context.server";

/** A metric of one partner over time; null where there is no such metric, or no such partner in sight. */
export async function loadMetricPage(
  db: Database,
  viewer: Viewer,
  question: MetricPageQuestion,
  { clock, points }: { clock: () => Date; points?: number },
): Promise<MetricView | null> {
  const metric = findMetric(question.metric);
  if (metric === null || !isMetricKey(metric.key)) return null;
  const reportContext = await loadReportContext(db, viewer, clock);
  const partner = await choosePartner(db, viewer, reportContext.partners, {
    vendor: question.vendor,
    metric: metric.key,
  });
  if (partner === null) return null;
  const dataUntil = partner.days?.last ?? null;
  const range = withinScope(rangeRequested(question, dataUntil ?? reportContext.today), viewer);
  const scope = requestedScope(question);
  const { parameters, problems } = chooseParameters(metric, question.rest, partner.sow, lastDay(range), scope);
  const isMonthly = isByMonth(coverRule(metric, parameters));
  const grain = grainFor(range, question.grain, { points, finest: isMonthly ? "month" : "day" });
  const { timeZone, today } = reportContext;
  const pinned = await loadPinnedNotes(db, viewer, {
    vendorId: partner.id,
    metric: metric.key,
    range,
    requested: scope,
    today,
    timeZone,
  });
  const figure = { vendorId: partner.id, metric: metric.key, parameters, scope };
  const before = rangeBefore(range);
  const revisions = new Map([[partner.id, partner.revision]]);
  const [{ trend, approximate }, totals, preliminaryOf, slices, partOf] = await Promise.all([
    loadTrend(db, viewer, {
      vendor: partner,
      sow: partner.sow,
      metric: metric.key,
      parameters,
      requested: scope,
      range,
      grain,
      by: question.by,
      today,
      dataUntil,
      pins: pinned.notes.map(({ number, from, title, id }) => ({ number, day: from, title, href: `/notes/${id}` })),
    }),
    measureRanges(db, viewer, partner, figure, [range, before.range]),
    loadPreliminary(db, viewer, [{ ...figure, range }], revisions),
    findSlices(db, viewer, [partner], range),
    loadParts(db, viewer, [{ ...figure, range: before.range }], revisions),
  ]);
  const own = slices.filter(({ vendorId }) => vendorId === partner.id);
  const partBefore = partOf({ ...figure, range: before.range }) ?? partCounted(before.range, totals[1] ?? NO_DATA);
  const targets = targetsOn(partner.sow, lastDay(range), metric.key);
  const target = targetHolding(partner.sow, lastDay(range), metric.key, scope, parameters);
  return {
    metric: {
      key: metric.key,
      name: metric.name,
      shortName: metric.shortName,
      description: metric.description,
      formula: metric.formulaOf(parameters),
      detail: metric.describe(parameters),
      unit: metric.unit,
      decimals: metric.decimals,
      direction: metric.direction,
      isRatio: metric.kind === "ratio",
    },
    parameters: Object.entries(metric.parameterLabels).flatMap(([name, label]) => {
      const value = parameters[name];
      return value === undefined ? [] : [{ ...label, name, value }];
    }),
    parameterValues: parameters,
    problems,
    ignored: question.ignored,
    partner: { key: partner.key, name: partner.name },
    partners: reportContext.partners.map(({ key, name }) => ({ key, name })),
    range: { from: range.from, to: lastDay(range), until: range.until, label: rangeLabel(range) },
    daysPresets: daysPresets(reportContext, viewer),
    verdict: rangeVerdict(partner.sow, { ...figure, range }, totals[0] ?? NO_DATA, today),
    grain,
    coarser: question.grain === null || question.grain === grain ? null : isMonthly ? "months-only" : "too-many-points",
    by: question.by,
    requested: { site: question.site, program: question.program, channel: question.channel },
    total: totals[0] ?? NO_DATA,
    preliminary: preliminaryOf({ ...figure, range }),
    before: isVisible(before.range, viewer)
      ? {
          label: rangeLabel(before.range),
          months: before.months,
          value: totals[1] ?? NO_DATA,
          ...(partBefore === null ? {} : { part: partBefore.map(rangeLabel) }),
        }
      : null,
    finding: findingOf(trend),
    trend,
    assurance: target === null ? null : assuranceOfTrend(trend, target),
    approximate,
    currency: partner.sow?.currency ?? null,
    target,
    otherTargets: targets.filter(({ id }) => id !== target?.id),
    notes: pinned.notes,
    timeZone,
    dataUntil,
    choices: {
      sites: distinct(own.map(({ site }) => site)),
      programs: distinct(own.map(({ program }) => program)),
      channels: distinct(own.map(({ channel }) => channel)),
    },
  };
}

/** The partner requested; else the first in order of which the metric was ever measured, or which has any data. */
async function choosePartner(
  db: Database,
  viewer: Viewer,
  partners: readonly PartnerContext[],
  { vendor, metric }: { vendor: string | null; metric: MetricKey },
): Promise<PartnerContext | null> {
  if (vendor !== null) return partners.find((partner) => partner.key === vendor) ?? null;
  const requests = partners.flatMap((partner): { partner: PartnerContext; request: FigureRequest }[] => {
    if (partner.days === null) return [];
    const range = { from: partner.days.first, until: addDays(partner.days.last, 1) };
    const { defaults: parameters } = metricOf(metric);
    return [{ partner, request: { vendorId: partner.id, metric, parameters, scope: {}, range } }];
  });
  const figures = await measureFigures(
    db,
    viewer,
    requests.map(({ request }) => request),
    revisionsOf(partners),
  );
  const measured = requests.find(({ request }) => figures.valueOf(request).status === "measured");
  return measured?.partner ?? partners.find(({ days }) => days !== null) ?? partners[0] ?? null;
}

/** A viewer whose days are limited asks for no others. */
export function withinScope(range: DayRange, { scope }: Viewer): DayRange {
  const from = scope.fromDay !== null && range.from < scope.fromDay ? scope.fromDay : range.from;
  const until = scope.toDay !== null && range.until > addDays(scope.toDay, 1) ? addDays(scope.toDay, 1) : range.until;
  return from < until ? { from, until } : { from, until: addDays(from, 1) };
}

/** As the address says; else as the contract in force says, of which a target for just this slice goes first; else the usual ones. */
export function chooseParameters(
  metric: MetricDefinition,
  rest: Readonly<Record<string, string>>,
  sow: Sow | null,
  day: Day,
  scope: TargetScope,
): { parameters: MetricParameters; problems: string[] } {
  const names = Object.keys(metric.parameterLabels);
  const chosen = Object.fromEntries(Object.entries(rest).filter(([name]) => names.includes(name)));
  const version = sow === null ? null : versionOn(sow, day);
  const candidates = version?.targets.filter((target) => target.metric === metric.key) ?? [];
  const own = version === null || !isMetricKey(metric.key) ? null : targetFor(version, metric.key, scope);
  const usual = (own ?? candidates[0])?.parameters ?? metric.defaults;
  const reading = metric.readParameters({ ...usual, ...chosen });
  if (reading.ok) return { parameters: reading.parameters, problems: [] };
  const problems = reading.problems.map(({ path, message }) => {
    const about = metric.parameterLabels[String(path[0])];
    const choices = about?.choices?.map(({ label }) => label);
    return `${about?.label ?? String(path[0])}: ${choices === undefined ? message : QUESTION_PROBLEMS.choices(choices)}`;
  });
  return { parameters: usual, problems };
}

async function measureRanges(
  db: Database,
  viewer: Viewer,
  partner: PartnerContext,
  figure: Omit<FigureRequest, "range">,
  ranges: readonly DayRange[],
): Promise<MetricValue[]> {
  const requests = ranges.map((range) => {
    const measured = isVisible(range, viewer) ? measuredRange(range, partner.days?.last ?? null) : null;
    return measured === null ? null : { ...figure, range: measured };
  });
  const revisions = new Map([[partner.id, partner.revision]]);
  const figures = await measureFigures(
    db,
    viewer,
    requests.filter((request) => request !== null),
    revisions,
  );
  return requests.map((request) => (request === null ? NO_DATA : figures.valueOf(request)));
}

function isVisible(range: DayRange, { scope }: Viewer): boolean {
  return scope.fromDay === null || range.from >= scope.fromDay;
}

type KnownTarget = MetricTarget & { readonly id: string; readonly comparator: Target["comparator"] };

/** Only what the contract judges is held against its level: not days of a monthly target, nor too small samples. */
function assuranceOfTrend({ periods, series }: TrendView, target: KnownTarget): Assurance | null {
  const [only] = series;
  if (only === undefined || series.length > 1) return null;
  const judged = only.values.filter(({ verdict }, index) => isJudged(verdict) && periods[index]?.running === false);
  return assuranceOf(
    judged.flatMap(({ value }) => value ?? []),
    target,
  );
}

/** Every target for the metric of the version in force on a day. */
export function targetsOn(sow: Sow | null, day: Day, metric: MetricKey): KnownTarget[] {
  const version = sow === null ? null : versionOn(sow, day);
  if (version === null) return [];
  return version.targets.filter((target) => target.metric === metric).map((target) => known(target, version.version));
}

/** The target of the version in force on a day that holds for just this slice and these parameters. */
export function targetHolding(
  sow: Sow | null,
  day: Day,
  metric: MetricKey,
  scope: TargetScope,
  parameters: MetricParameters,
): KnownTarget | null {
  const version = sow === null ? null : versionOn(sow, day);
  const target = version === null ? null : targetFor(version, metric, scope, parameters);
  return version === null || target === null ? null : known(target, version.version);
}

function known(target: Target, version: number): KnownTarget {
  const { id, clause, scope, parameters, period, comparator } = target;
  return { id, comparator, clause, version, scope, parameters, periodKind: period, ...baseLevels(target) };
}
