import { defineCache } from "~/data/db/cache";
import type { Database } from "~/data/db/database.server";
import { type KnownSlice, findSlices } from "~/data/metrics/slices.server";
import type { Viewer } from "~/domain/access/viewer";
import { previousPeriod, sameLastYear, type Period } from "~/domain/calendar/period";
import { figuresOf, figuresShown, planLines, rememberedHistories, type LinePlan } from "~/domain/scorecards/line-plan";
import {
  attentionOf,
  byUrgency,
  columnsOf,
  gapOf,
  COLUMNS_SHOWN,
  rowOf,
  summarizeAll,
  worseThanUsual,
  type PartnerLines,
  type PortfolioView,
} from "~/domain/scorecards/portfolio-view";
import { referencesOf, resultLine, type Measured } from "~/domain/scorecards/result-line";
import { viewState } from "~/domain/calendar/view-state";
import { measureScoredFigures } from "../contracts/target-results.server";
import type { PortfolioQuestion } from "./portfolio-question";
import { loadParts } from "../metrics/parts.server";
import { loadPreliminary } from "../metrics/preliminary.server";
import {
  dataDays,
  loadReportContext,
  pagePeriodOf,
  revisionsOf,
  type PartnerContext,
  type ReportContext,
} from "../shared/report-context.server";
import { distinct } from "~/domain/metrics/slice-names";
import { periodName, periodChoices } from "../shared/periods";
import { loadCachedView } from "../shared/cached-view.server";
import { requestedScope } from "../shared/slices";

const VIEWS = defineCache<PortfolioView>("portfolio-views", 50);

/** Every partner's month against contract; null where the address names no month. */
export async function loadPortfolio(
  db: Database,
  viewer: Viewer,
  question: PortfolioQuestion,
  { clock }: { clock: () => Date },
): Promise<PortfolioView | null> {
  const reportContext = await loadReportContext(db, viewer, clock);
  return loadCachedView(db, VIEWS, { viewer, reportContext, question }, () =>
    portfolioOf(db, viewer, question, reportContext),
  );
}

async function portfolioOf(
  db: Database,
  viewer: Viewer,
  question: PortfolioQuestion,
  reportContext: ReportContext,
): Promise<PortfolioView | null> {
  const days = dataDays(reportContext.partners);
  const month = pagePeriodOf(question.period, reportContext.today, days?.last ?? null);
  if (month?.kind !== "month") return null;
  const planOf = planner(reportContext, viewer, month, question);
  const plans = new Map(reportContext.partners.map((partner) => [partner.id, planOf(partner)]));
  const everyPlan = [...plans.values()].flat();
  const revisions = revisionsOf(reportContext.partners);
  const references = everyPlan.flatMap((plan) =>
    referencesOf(plan, question.comparison).flatMap(({ figure }) => figure ?? []),
  );
  const [valueOf, preliminaryOf, partOf, slices] = await Promise.all([
    measureScoredFigures(db, viewer, reportContext.partners, figuresOf(everyPlan)),
    loadPreliminary(db, viewer, figuresShown(everyPlan), revisions),
    loadParts(db, viewer, references, revisions),
    findSlices(db, viewer, reportContext.partners, month.range),
  ]);
  const partners = reportContext.partners.map((partner): PartnerLines => {
    return linesOf(partner, month, plans.get(partner.id) ?? [], { valueOf, preliminaryOf, partOf }, slices, question);
  });
  const columns = columnsOf(partners);
  const shown = question.allColumns ? columns.length : COLUMNS_SHOWN;
  const isWhole = Object.keys(requestedScope(question)).length === 0;
  const compared = question.comparison === "previous" ? previousPeriod(month) : sameLastYear(month);
  return {
    period: periodName(month),
    state: viewState(month, reportContext.today, days),
    dataUntil: days?.last ?? null,
    timeZone: reportContext.timeZone,
    partlyPreliminary: partners.some(({ lines }) =>
      lines.some(({ results }) => results.some(({ preliminary }) => preliminary !== null)),
    ),
    comparison: question.comparison,
    comparedWith: compared?.label ?? "",
    requested: { site: question.site, program: question.program, channel: question.channel },
    summary: summarizeAll(partners),
    attention: attentionOf(partners),
    worseThanUsual: worseThanUsual(partners),
    columns: columns.slice(0, shown),
    otherColumns: columns.slice(shown),
    partners: byUrgency(partners).map((partner) => rowOf(partner, columns.slice(0, shown), isWhole)),
    choices: {
      programs: distinct(slices.map(({ program }) => program)),
      channels: distinct(slices.map(({ channel }) => channel)),
      ...periodChoices(month, reportContext, viewer),
    },
  };
}

function planner(
  { today }: ReportContext,
  { scope }: Viewer,
  month: Period,
  question: PortfolioQuestion,
): (partner: PartnerContext) => LinePlan[] {
  const [requested, visible] = [requestedScope(question), { from: scope.fromDay, to: scope.toDay }];
  const histories = rememberedHistories();
  return ({ id: vendorId, sow, days }) => {
    if (sow === null) return [];
    return planLines(
      { vendorId, sow, period: month, requested, today, dataUntil: days?.last ?? null, visible },
      histories,
    );
  };
}

function linesOf(
  partner: PartnerContext,
  month: Period,
  plans: readonly LinePlan[],
  measured: Measured,
  slices: readonly KnownSlice[],
  question: PortfolioQuestion,
): PartnerLines {
  const lines = plans.map((plan) => resultLine(plan, measured, question.comparison));
  const own = slices.filter(({ vendorId }) => vendorId === partner.id);
  return {
    key: partner.key,
    name: partner.name,
    sites: distinct(own.map(({ site }) => site)),
    gap: lines.length > 0 ? null : gapOf(partner, month),
    dataUntil: partner.days?.last ?? null,
    currency: partner.sow?.currency ?? null,
    lines,
  };
}
