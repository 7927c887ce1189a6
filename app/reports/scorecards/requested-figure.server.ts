import type { Database } from "~/data/db/database.server";
import type { FactQuestion } from "~/data/metrics/fact-rows.server";
import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { lastDay, type DayRange } from "~/domain/calendar/day-range";
import type { DaysPreset } from "~/domain/calendar/period-choices";
import { rangeLabel } from "~/domain/calendar/labels";
import type { FigureHead } from "~/domain/scorecards/explanation-view";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { findMetric, isMetricKey, type MetricKey } from "~/domain/metrics/catalog/catalog";
import type { MetricDefinition, MetricParameters } from "~/domain/metrics/catalog/metric-definition";
import type { Amounts } from "~/domain/metrics/measure-ref";
import { NO_DATA, type MetricValue } from "~/domain/metrics/metric-value";
import type { Preliminary } from "~/domain/metrics/preliminary";
import type { Counted } from "~/domain/metrics/counted";
import { countedOf, type FigureRequest, measuredRange } from "~/domain/metrics/figure-request";
import { scopeSlice } from "../export/figure-cells";
import { measureFigures } from "../metrics/figures.server";
import { loadPreliminary } from "../metrics/preliminary.server";
import { loadCovers } from "../metrics/covers.server";
import { loadReportContext, type PartnerContext, type ReportContext } from "../shared/report-context.server";
import type { ExplainQuestion } from "./explain-question";
import { chooseParameters } from "./metric-page.server";
import { rangeUpTo } from "./metric-page-question";
import { daysPresets } from "../shared/periods";
import { requestedScope } from "../shared/slices";

/** One figure that an address names, and the rows that it rests on. */
export type RequestedFigure = {
  readonly metric: MetricDefinition & { readonly key: MetricKey };
  readonly reportContext: ReportContext;
  readonly partner: PartnerContext;
  readonly range: DayRange;
  readonly scope: TargetScope;
  readonly parameters: MetricParameters;
  readonly dataUntil: Day | null;
  /** The days of the range that data reaches; null where there are none. */
  readonly measured: DayRange | null;
  readonly request: FigureRequest;
  readonly facts: FactQuestion;
  readonly presets: readonly DaysPreset[];
};

type FigureQuestion = Omit<ExplainQuestion, "kind" | "page">;

/** Null where there is no such metric, or no such partner or days in sight. */
export async function findRequestedFigure(
  db: Database,
  viewer: Viewer,
  question: FigureQuestion,
  clock: () => Date,
): Promise<RequestedFigure | null> {
  const metric = findMetric(question.metric);
  if (metric === null || !isMetricKey(metric.key)) return null;
  const reportContext = await loadReportContext(db, viewer, clock);
  const partner = reportContext.partners.find(({ key }) => key === question.vendor);
  const range = rangeUpTo(question.from, question.to);
  if (partner === undefined || !isVisible(range, viewer)) return null;
  const { severity } = question;
  const scope: TargetScope = { ...requestedScope(question), ...(severity === null ? {} : { severity }) };
  const { parameters } = chooseParameters(metric, question.rest, partner.sow, lastDay(range), scope);
  const dataUntil = partner.days?.last ?? null;
  const measured = measuredRange(range, dataUntil);
  const request = { vendorId: partner.id, metric: metric.key, parameters, scope, range: measured ?? range };
  const coverOf = await loadCovers(db, viewer, [request], new Map([[partner.id, partner.revision]]));
  const facts = factQuestion(metric, request, countedOf(request, coverOf(request)?.counted));
  return {
    metric: { ...metric, key: metric.key },
    reportContext,
    partner,
    range,
    scope,
    parameters,
    dataUntil,
    measured,
    request,
    facts,
    presets: daysPresets({ partners: [partner], today: reportContext.today }, viewer),
  };
}

/** Days of which the viewer may see only a part would give a part for the whole. */
function isVisible(range: DayRange, { scope }: Viewer): boolean {
  return (
    (scope.fromDay === null || range.from >= scope.fromDay) && (scope.toDay === null || lastDay(range) <= scope.toDay)
  );
}

function factQuestion(
  metric: MetricDefinition,
  { vendorId, parameters, range, scope }: FigureRequest,
  counted: Counted | undefined,
): FactQuestion {
  const { severity } = scope;
  return {
    vendorId,
    range,
    counted,
    slice: scopeSlice(scope),
    ...(severity === undefined ? {} : { severity }),
    refs: metric.measures(parameters),
    duration: metric.percentile(parameters)?.distribution ?? null,
  };
}

export type MeasuredFigure = { value: MetricValue; amounts: Amounts; preliminary: Preliminary | null };

/** The figure itself, from the roll-ups. */
export async function measureRequested(
  db: Database,
  viewer: Viewer,
  { measured, partner, request }: RequestedFigure,
): Promise<MeasuredFigure> {
  if (measured === null) return { value: NO_DATA, amounts: {}, preliminary: null };
  const revisions = new Map([[partner.id, partner.revision]]);
  const [figures, preliminaryOf] = await Promise.all([
    measureFigures(db, viewer, [request], revisions),
    loadPreliminary(db, viewer, [request], revisions),
  ]);
  return { value: figures.valueOf(request), amounts: figures.amountsOf(request), preliminary: preliminaryOf(request) };
}

/** What a page says of the figure. */
export function figureHead(
  { parameters, partner, range, scope, reportContext, dataUntil, presets }: RequestedFigure,
  { value, preliminary }: Pick<MeasuredFigure, "value" | "preliminary">,
): FigureHead {
  return {
    parameters,
    partner: { key: partner.key, name: partner.name },
    range: { from: range.from, to: lastDay(range), until: range.until, label: rangeLabel(range) },
    daysPresets: presets,
    scope,
    currency: partner.sow?.currency ?? null,
    state: range.until > reportContext.today ? "running" : "over",
    dataUntil,
    timeZone: reportContext.timeZone,
    value,
    preliminary,
  };
}
