import { defineCache } from "~/data/db/cache";
import { canonicalHash } from "~/data/contracts/canonical-json";
import type { Database } from "~/data/db/database.server";
import { sumCells } from "~/data/metrics/measures.server";
import { seesWholeVendors, type Viewer } from "~/domain/access/viewer";
import { nextPeriod, parsePeriod, previousPeriod, type Period } from "~/domain/calendar/period";
import type { Charge, ChargeSource } from "~/domain/contracts/credits/price";
import type { ContractResult } from "~/domain/contracts/credits/scored";
import type { Statement } from "~/domain/contracts/credits/statement";
import { evaluateStatements, resultsRequestedFor, statementMonths } from "~/domain/contracts/credits/statement-run";
import type {
  StatementGap,
  StatementRow,
  StatementView,
  TargetFormat,
} from "~/domain/contracts/credits/statement-view";
import { versionInForce, type Sow } from "~/domain/contracts/sow";
import { scoredFigure, type TargetPeriod } from "~/domain/contracts/target-result";
import { metricOf } from "~/domain/metrics/catalog/catalog";
import { figureKey, type FigureRequest } from "~/domain/metrics/figure-request";
import { viewState } from "~/domain/calendar/view-state";
import { loadCachedView } from "../shared/cached-view.server";
import { periodName } from "../shared/periods";
import {
  loadPartnerContext,
  loadReportContext,
  pagePeriodOf,
  type PartnerContext,
  type ReportContext,
} from "../shared/report-context.server";
import { closedStatement, loadClosedStatements, type ClosedStatements } from "./closed-statements.server";
import { measureScoredFigures } from "./target-results.server";

export type StatementQuestion = { readonly vendor: string; readonly period: string | null };

const VIEWS = defineCache<StatementView>("statement-views", 200);
const ROWS = defineCache<readonly StatementRow[]>("statement-rows", 50);

/** A partner's statement of a month; null where the viewer may not see all of the partner, or the address names no month. */
export async function loadStatement(
  db: Database,
  viewer: Viewer,
  question: StatementQuestion,
  { clock }: { clock: () => Date },
): Promise<StatementView | null> {
  if (!seesWholeVendors(viewer)) return null;
  const reportContext = await loadPartnerContext(db, viewer, question.vendor, clock);
  const [partner] = reportContext.partners;
  if (partner === undefined) return null;
  return loadCachedView(db, VIEWS, { viewer, reportContext, question: { statement: question } }, () =>
    statementOf(db, viewer, reportContext, partner, question.period),
  );
}

/** The statements of all partners of a month, by partner. */
export async function loadStatements(
  db: Database,
  viewer: Viewer,
  period: string | null,
  { clock }: { clock: () => Date },
): Promise<{
  period: StatementView["period"];
  previous: string;
  next: string | null;
  rows: readonly StatementRow[];
} | null> {
  if (!seesWholeVendors(viewer)) return null;
  const reportContext = await loadReportContext(db, viewer, clock);
  const month = monthOf(period, reportContext);
  if (month === null) return null;
  const rows = await loadCachedView(
    db,
    ROWS,
    { viewer, reportContext, question: { statements: month.key } },
    async () => {
      const views = await Promise.all(
        reportContext.partners.map((partner) =>
          statementOf(db, viewer, { ...reportContext, partners: [partner] }, partner, month.key),
        ),
      );
      return views.flatMap((view) => (view === null ? [] : [rowOf(view)]));
    },
  );
  const after = nextPeriod(month);
  return {
    period: periodName(month),
    previous: previousPeriod(month).key,
    next: after.range.from <= reportContext.today ? after.key : null,
    rows: rows ?? [],
  };
}

function monthOf(key: string | null, reportContext: Pick<ReportContext, "today">): Period | null {
  const month = pagePeriodOf(key, reportContext.today, null);
  return month?.kind === "month" || month?.kind === "fiscal-month" ? month : null;
}

async function statementOf(
  db: Database,
  viewer: Viewer,
  reportContext: ReportContext,
  partner: PartnerContext,
  key: string | null,
): Promise<StatementView | null> {
  const named = monthOf(key, reportContext);
  if (named === null) return null;
  const { sow } = partner;
  // A calendar month of a contract with fiscal months is the one that ends in it.
  const month = sow === null ? named : (parsePeriod(fiscalKey(named, sow)) ?? named);
  const closedMonths = await loadClosedStatements(db, viewer, partner.id);
  const today = await evaluated(db, viewer, reportContext, partner, month, closedMonths);
  const closed = closedMonths.get(month.key) ?? null;
  const statement = closed?.document.statement ?? today;
  const hash = canonicalHash(statement);
  const after = nextPeriod(month);
  return {
    partner: { key: partner.key, name: partner.name },
    period: periodName(month),
    previous: previousPeriod(month).key,
    next: after.range.from <= reportContext.today ? after.key : null,
    timeZone: reportContext.timeZone,
    dataUntil: partner.days?.last ?? null,
    state: viewState(month, reportContext.today, partner.days),
    gap: closed === null ? gapOf(sow, month) : null,
    statement,
    hash,
    formats: closed?.document.formats ?? formatsOf(sow),
    closed: closed && closedStatement(closed, canonicalHash(today) === hash ? null : today.totalMinor),
  };
}

function fiscalKey({ key, kind }: Period, sow: Sow): string {
  return kind === "month" && sow.fiscalMonthStartDay !== 1 ? `${key}@${sow.fiscalMonthStartDay}` : key;
}

function gapOf(sow: Sow | null, month: Period): StatementGap | null {
  if (sow === null) return "no-sow";
  const version = versionInForce(sow, month);
  if (version === null) return "no-version";
  return version.creditScheme.rules.length === 0 ? "no-credit-scheme" : null;
}

/** The statement of the month as it is with today's data, on those of all months of the contract before it: closed ones as they were frozen. */
async function evaluated(
  db: Database,
  viewer: Viewer,
  reportContext: ReportContext,
  partner: PartnerContext,
  month: Period,
  closedMonths: ClosedStatements,
): Promise<Statement> {
  const sow = partner.sow ?? EMPTY_SOW;
  const months = statementMonths(sow, month);
  const valueOf = await loadResults(db, viewer, partner, sow, months);
  const charges = await loadCharges(db, viewer, partner, sow, months);
  const results = (target: TargetPeriod["target"], period: Period): ContractResult | null => {
    const version = versionInForce(sow, period);
    if (version === null) return null;
    return valueOf(scoredFigure({ vendorId: partner.id, version, target, period }));
  };
  // Of a month that is over, the statement is as of its end: the same on every later day.
  const asOf = reportContext.today < month.range.until ? reportContext.today : month.range.until;
  const input = { sow, asOf, results, charges, incidents: () => [] };
  const frozen = ({ key }: Period) => (key === month.key ? null : (closedMonths.get(key)?.document.statement ?? null));
  const made = evaluateStatements(months.length === 0 ? [month] : months, input, frozen);
  const last = made.at(-1);
  if (last === undefined) throw new Error("A month has no statement");
  return last;
}

async function loadResults(
  db: Database,
  viewer: Viewer,
  partner: PartnerContext,
  sow: Sow,
  months: readonly Period[],
): Promise<(figure: FigureRequest) => ContractResult | null> {
  const { days } = partner;
  const requested = resultsRequestedFor(sow, months).filter(
    ({ period }) => days !== null && period.range.until > days.first && period.range.from <= days.last,
  );
  const figures = new Map<string, FigureRequest>();
  const results = new Map<FigureRequest, TargetPeriod>();
  for (const one of requested) {
    const targetPeriod = { ...one, vendorId: partner.id };
    const figure = scoredFigure(targetPeriod);
    const key = figureKey(figure);
    if (figures.has(key)) continue;
    figures.set(key, figure);
    const isOver = days !== null && one.period.range.until <= days.last;
    if (isOver && one.version.targets.includes(one.target)) results.set(figure, targetPeriod);
  }
  const valueOf = await measureScoredFigures(db, viewer, [partner], { figures: [...figures.values()], results });
  return (figure) => {
    const known = figures.get(figureKey(figure));
    if (known === undefined) return null;
    const value = valueOf(known);
    return { raw: value, contractual: value };
  };
}

/** What was invoiced, by month; null for months of which no invoice is imported. */
async function loadCharges(
  db: Database,
  viewer: Viewer,
  partner: PartnerContext,
  sow: Sow,
  months: readonly Period[],
): Promise<ChargeSource> {
  const needsCharges = sow.versions.some(({ creditScheme }) =>
    creditScheme.bases.some(({ amount }) => amount === undefined),
  );
  const last = months.at(-1);
  if (!needsCharges || last === undefined) return () => null;
  const cells = [...months, nextPeriod(last)].map(({ key, range }) => ({
    key,
    vendorId: partner.id,
    from: range.from,
    until: range.until,
    revision: partner.revision,
  }));
  const sums = await sumCells(db, viewer, { cells, refs: ["invoicedMinor"] });
  return ({ key }): readonly Charge[] | null => {
    const amountMinor = sums.get(key)?.invoicedMinor;
    return amountMinor === undefined ? null : [{ kind: INVOICED, amountMinor }];
  };
}

/** The kind of charges that are imported without a kind. */
const INVOICED = "invoiced";

const EMPTY_SOW: Sow = {
  vendor: "",
  title: "",
  currency: "USD",
  timeZone: "UTC",
  fiscalMonthStartDay: 1,
  contractYearStart: "01-01",
  versions: [],
};

function formatsOf(sow: Sow | null): Record<string, TargetFormat> {
  const targets = sow?.versions.flatMap((version) => version.targets) ?? [];
  return Object.fromEntries(
    targets.map(({ id, metric, decimals, comparator, minimum }) => [
      id,
      { unit: metricOf(metric).unit, decimals, comparator, hasMinimum: minimum !== null },
    ]),
  );
}

function rowOf({ partner, statement, gap }: StatementView): StatementRow {
  return {
    partner,
    gap,
    currency: gap === "no-sow" ? null : statement.currency,
    totalMinor: gap === null ? statement.totalMinor : null,
    lines: statement.lines.length,
    problems: statement.problems.length,
    rightsNear: statement.rights.filter(({ state }) => state !== "none").length,
  };
}
