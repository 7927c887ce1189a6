import { defineCache } from "~/data/db/cache";
import type { Database } from "~/data/db/database.server";
import { sumCells } from "~/data/metrics/measures.server";
import { findSlices } from "~/data/metrics/slices.server";
import type { Viewer } from "~/domain/access/viewer";
import {
  periodOf,
  periodsBack,
  periodState,
  previousPeriod,
  sameLastYear,
  type Period,
} from "~/domain/calendar/period";
import { metricOf } from "~/domain/metrics/catalog/catalog";
import { coverRule, isByMonth } from "~/domain/metrics/cover";
import { lastDay } from "~/domain/calendar/day-range";
import type { Amounts } from "~/domain/metrics/measure-ref";
import { findingOf } from "~/domain/causes/finding";
import { figuresOf, figuresShown, planLines } from "~/domain/scorecards/line-plan";
import { measuredRange } from "~/domain/metrics/figure-request";
import { gapOf } from "~/domain/scorecards/portfolio-view";
import { exceptionsFirst, referencesOf, resultLine, type ResultLine } from "~/domain/scorecards/result-line";
import {
  linesToChart,
  scoreBeforeOf,
  type ScorecardTrend,
  type ScorecardView,
  type VolumeTile,
} from "~/domain/scorecards/scorecard-view";
import type { PinnedNote } from "~/domain/causes/pinned-note";
import { scoreBreakdown } from "~/domain/scorecards/score-breakdown";
import { usualBefore } from "~/domain/causes/usual-before";
import { viewState } from "~/domain/calendar/view-state";
import { countWouldBe } from "~/domain/scorecards/would-be";
import { summarize } from "~/domain/scorecards/scorecard-summary";
import { versionInForce } from "~/domain/contracts/sow";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { scopeSlice } from "../export/figure-cells";
import { measureScoredFigures } from "../contracts/target-results.server";
import { loadCachedView } from "../shared/cached-view.server";
import { requestedScope } from "../shared/slices";
import { periodChoices, periodName } from "../shared/periods";
import { distinct } from "~/domain/metrics/slice-names";
import { loadMeasuredFigures } from "./measured-figures.server";
import { loadPinnedNotes } from "../causes/pinned-notes.server";
import { loadParts } from "../metrics/parts.server";
import { loadPreliminary } from "../metrics/preliminary.server";
import type { ScorecardQuestion } from "./scorecard-question";
import { loadTrend } from "../causes/trend.server";
import {
  loadPartnerContext,
  pagePeriodOf,
  type PartnerContext,
  type ReportContext,
} from "../shared/report-context.server";

const VIEWS = defineCache<ScorecardView>("scorecard-views", 100);

/** One partner's month against contract; null where the address names no partner in sight or no month. */
export async function loadScorecard(
  db: Database,
  viewer: Viewer,
  question: ScorecardQuestion,
  { clock }: { clock: () => Date },
): Promise<ScorecardView | null> {
  const reportContext = await loadPartnerContext(db, viewer, question.vendor, clock);
  return loadCachedView(db, VIEWS, { viewer, reportContext, question }, () =>
    scorecardOf(db, viewer, question, reportContext),
  );
}

async function scorecardOf(
  db: Database,
  viewer: Viewer,
  question: ScorecardQuestion,
  reportContext: ReportContext,
): Promise<ScorecardView | null> {
  const [partner] = reportContext.partners;
  const month = pagePeriodOf(question.period, reportContext.today, null);
  if (partner === undefined || month === null) return null;
  const requested = requestedScope(question);
  const plans = plansOf(reportContext, viewer, partner, month, requested);
  const revisions = new Map([[partner.id, partner.revision]]);
  const references = plans.flatMap((plan) =>
    referencesOf(plan, question.comparison).flatMap(({ figure }) => figure ?? []),
  );
  const [valueOf, preliminaryOf, partOf, slices, volume, pinned] = await Promise.all([
    measureScoredFigures(db, viewer, reportContext.partners, figuresOf(plans)),
    loadPreliminary(db, viewer, figuresShown(plans), revisions),
    loadParts(db, viewer, references, revisions),
    findSlices(db, viewer, [partner], month.range),
    loadVolume(db, viewer, partner, month, requested),
    loadPinnedNotes(db, viewer, {
      vendorId: partner.id,
      range: month.range,
      requested,
      today: reportContext.today,
      timeZone: reportContext.timeZone,
    }),
  ]);
  const inDocumentOrder = plans.map((plan) =>
    resultLine(plan, { valueOf, preliminaryOf, partOf }, question.comparison),
  );
  const isSettledMonth = month.kind === "month" && periodState(month, reportContext.today) === "over";
  const lines = isSettledMonth ? inDocumentOrder : exceptionsFirst(inDocumentOrder);
  const gap = lines.length > 0 ? null : gapOf(partner, month);
  const measured =
    gap === null || gap === "no-target-here"
      ? []
      : await loadMeasuredFigures(db, viewer, partner, month, { scope: requested, comparison: question.comparison });
  const trends = await Promise.all(
    linesToChart(lines).map((line) => trendOf(db, viewer, reportContext, partner, month, line, pinned.notes)),
  );
  const { counts, judged, code, missedCritical } = summarize(lines);
  const isWhole = Object.keys(requested).length === 0;
  const breakdown = isWhole ? scoreBreakdown(lines) : null;
  const version = partner.sow === null ? null : versionInForce(partner.sow, month);
  const compared = question.comparison === "previous" ? previousPeriod(month) : sameLastYear(month);
  const own = slices.filter(({ vendorId }) => vendorId === partner.id);
  return {
    partner: { key: partner.key, name: partner.name },
    period: periodName(month),
    state: viewState(month, reportContext.today, partner.days),
    dataUntil: partner.days?.last ?? null,
    timeZone: reportContext.timeZone,
    partlyPreliminary: [...lines.flatMap(({ results }) => results), ...measured].some(
      ({ preliminary }) => preliminary !== null,
    ),
    currency: partner.sow?.currency ?? null,
    comparison: question.comparison,
    comparedWith: (month.kind === "month" ? compared?.label : compared?.shortLabel) ?? "",
    requested: { site: question.site, program: question.program, channel: question.channel },
    sow:
      version === null
        ? null
        : { version: version.version, effectiveFrom: version.effectiveFrom, amendment: version.amendment },
    gap,
    measured,
    summary: { counts, judged, code, missedCritical },
    wouldBe: countWouldBe(lines.map(({ result }) => result)),
    score: breakdown?.score ?? null,
    breakdown,
    scoreBefore: isWhole ? scoreBeforeOf(lines) : null,
    volume,
    lines,
    trends,
    notes: pinned.notes,
    notesReadable: pinned.readable,
    choices: {
      sites: distinct(own.map(({ site }) => site)),
      programs: distinct(own.map(({ program }) => program)),
      channels: distinct(own.map(({ channel }) => channel)),
      ...periodChoices(
        month,
        { partners: [partner], today: reportContext.today },
        viewer,
        partner.sow?.fiscalMonthStartDay,
      ),
    },
  };
}

function plansOf(
  reportContext: ReportContext,
  { scope }: Viewer,
  partner: PartnerContext,
  month: Period,
  requested: TargetScope,
) {
  if (partner.sow === null) return [];
  return planLines({
    vendorId: partner.id,
    sow: partner.sow,
    period: month,
    requested,
    today: reportContext.today,
    dataUntil: partner.days?.last ?? null,
    visible: { from: scope.fromDay, to: scope.toDay },
  });
}

async function loadVolume(
  db: Database,
  viewer: Viewer,
  partner: PartnerContext,
  month: Period,
  scope: TargetScope,
): Promise<VolumeTile> {
  const range = measuredRange(month.range, partner.days?.last ?? null);
  const cell = { key: month.key, vendorId: partner.id, revision: partner.revision, ...scopeSlice(scope) };
  const sums =
    range === null
      ? new Map<string, Amounts>()
      : await sumCells(db, viewer, { cells: [{ ...cell, ...range }], refs: VOLUME_REFS });
  const { handled, offered, unqueued, forecastContacts: forecast, forecastActual: actual } = sums.get(month.key) ?? {};
  const received = offered === undefined && unqueued === undefined ? null : (offered ?? 0) + (unqueued ?? 0);
  return {
    handled: handled ?? null,
    received,
    forecastShare:
      forecast === undefined || actual === undefined || forecast <= 0 ? null : (actual - forecast) / forecast,
  };
}

const VOLUME_REFS = ["handled", "offered", "unqueued", "forecastContacts", "forecastActual"];

const MONTHS_SHOWN = 13;

/** How many periods a chart of a period reaches back, its own included, and what its points are. */
const PERIODS_CHARTED = {
  day: 2,
  week: 5,
  month: 2,
  "fiscal-month": 2,
  quarter: 3,
  year: 2,
  "contract-year": 2,
} as const;
const GRAIN_CHARTED = {
  day: "day",
  week: "day",
  month: "day",
  "fiscal-month": "day",
  quarter: "week",
  year: "month",
  "contract-year": "month",
} as const;

/**
 * The days of the month and of the one before it, so that a change shows against what was usual; the months of a year of what has
 * values for whole months only.
 */
async function trendOf(
  db: Database,
  viewer: Viewer,
  reportContext: ReportContext,
  partner: PartnerContext,
  month: Period,
  line: ResultLine,
  notes: readonly PinnedNote[],
): Promise<ScorecardTrend> {
  const isMonthly = isByMonth(coverRule(metricOf(line.metric), line.parameters));
  const ending = isMonthly ? periodOf("month", lastDay(month.range)) : month;
  const [first = month] = periodsBack(ending, isMonthly ? MONTHS_SHOWN : PERIODS_CHARTED[month.kind]);
  const before = first.range.from;
  const { fromDay } = viewer.scope;
  const { trend, approximate } = await loadTrend(db, viewer, {
    vendor: partner,
    sow: partner.sow,
    metric: line.metric,
    parameters: line.parameters,
    requested: line.scope,
    range: { from: fromDay !== null && fromDay > before ? fromDay : before, until: ending.range.until },
    grain: isMonthly ? "month" : GRAIN_CHARTED[month.kind],
    by: null,
    today: reportContext.today,
    dataUntil: partner.days?.last ?? null,
    pins: notes
      .filter((note) => note.metric === line.metric)
      .map(({ number, from, title, id }) => ({ number, day: from, title, href: `/notes/${id}` })),
  });
  return {
    lineId: line.id,
    metric: line.metric,
    name: line.shortName,
    detail: line.detail,
    finding: findingOf(withinMonth(trend, month)),
    trend: { ...trend, usual: usualBefore(trend, month.range.from) ?? undefined },
    approximate,
  };
}

/** The part of a trend that the finding speaks of: the month, not the days before it. */
function withinMonth<T extends ScorecardTrend["trend"]>(trend: T, month: Period): Pick<T, "periods" | "series"> {
  const first = trend.periods.findIndex((period) => period.from >= month.range.from);
  return {
    periods: trend.periods.slice(first),
    series: trend.series.map((series) => ({ ...series, values: series.values.slice(first) })),
  };
}
