import { defineCache } from "~/data/db/cache";
import { canonicalHash } from "~/data/contracts/canonical-json";
import { findStatementMonths } from "~/data/contracts/statement-months.server";
import type { Database } from "~/data/db/database.server";
import { findAcceptedExclusions } from "~/data/contracts/exclusions.server";
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
import type { AcceptedExclusion } from "~/domain/contracts/exclusions/exclusion";
import { excludedRows, type ExcludedDays, type ExcludedRows } from "~/domain/contracts/exclusions/excluded-rows";
import { versionInForce, type Sow, type SowVersion } from "~/domain/contracts/sow";
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

/** What is remembered of a row. */
type EvaluatedRow = Omit<StatementRow, "state"> & { readonly vendorId: number };

const VIEWS = defineCache<StatementView>("statement-views", 200);
const ROWS = defineCache<readonly EvaluatedRow[]>("statement-rows", 50);

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
  const exclusions = await findAcceptedExclusions(db, viewer, [partner.id]);
  const accepted = exclusions.get(partner.id) ?? [];
  return loadCachedView(db, VIEWS, { viewer, reportContext, question: { statement: question, accepted } }, () =>
    statementOf(db, viewer, reportContext, { ...partner, accepted }, question.period),
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
  const exclusions = await findAcceptedExclusions(
    db,
    viewer,
    reportContext.partners.map(({ id }) => id),
  );
  const rows = await loadCachedView(
    db,
    ROWS,
    { viewer, reportContext, question: { statements: month.key, exclusions: [...exclusions] } },
    async () => {
      const views = await Promise.all(
        reportContext.partners.map((partner) => {
          const judged = { ...partner, accepted: exclusions.get(partner.id) ?? [] };
          return statementOf(db, viewer, { ...reportContext, partners: [partner] }, judged, month.key);
        }),
      );
      return views.flatMap((view, index) => {
        const vendorId = reportContext.partners[index]?.id;
        return view === null || vendorId === undefined ? [] : [rowOf(view, vendorId)];
      });
    },
  );
  const after = nextPeriod(month);
  return {
    period: periodName(month),
    previous: previousPeriod(month).key,
    next: after.range.from <= reportContext.today ? after.key : null,
    rows: await withStates(db, viewer, rows ?? []),
  };
}

/** Signatures change no revision of a partner, so that the state of a month is read each time. */
async function withStates(db: Database, viewer: Viewer, rows: readonly EvaluatedRow[]): Promise<StatementRow[]> {
  const months = await findStatementMonths(db, viewer, { periods: [...new Set(rows.map(({ month }) => month))] });
  const states = new Map(months.map(({ vendorId, period, state }) => [`${vendorId} ${period}`, state]));
  return rows.map(({ vendorId, ...row }) => ({ ...row, state: states.get(`${vendorId} ${row.month}`) ?? "open" }));
}

function monthOf(key: string | null, reportContext: Pick<ReportContext, "today">): Period | null {
  const month = pagePeriodOf(key, reportContext.today, null);
  return month?.kind === "month" || month?.kind === "fiscal-month" ? month : null;
}

/** A partner with the exclusions that its contractual results leave out. */
export type JudgedPartner = PartnerContext & { readonly accepted: readonly AcceptedExclusion[] };

async function statementOf(
  db: Database,
  viewer: Viewer,
  reportContext: ReportContext,
  partner: JudgedPartner,
  key: string | null,
): Promise<StatementView | null> {
  const named = monthOf(key, reportContext);
  if (named === null) return null;
  const { sow } = partner;
  // A calendar month of a contract with fiscal months is the one that ends in it.
  const month = sow === null ? named : (parsePeriod(fiscalKey(named, sow)) ?? named);
  const closedMonths = await loadClosedStatements(db, viewer, partner.id);
  const today = (await evaluatedMonths(db, viewer, reportContext, partner, month, closedMonths)).at(-1);
  if (today === undefined) throw new Error("A month has no statement");
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
    formats: closed?.document.formats ?? targetFormats(sow),
    names: sow === null ? {} : namesOf(versionInForce(sow, month)),
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

/**
 * The statements of all months of the contract through the given one, each on those before it: closed ones as they were frozen, the
 * given one as it is with today's data.
 */
export async function evaluatedMonths(
  db: Database,
  viewer: Viewer,
  reportContext: Pick<ReportContext, "today" | "timeZone">,
  partner: JudgedPartner,
  month: Period,
  closedMonths: ClosedStatements,
): Promise<Statement[]> {
  const sow = partner.sow ?? EMPTY_SOW;
  const months = statementMonths(sow, month);
  const excludedOf = (figure: FigureRequest) =>
    excludedRows(figure.scope, figure.range, partner.accepted, reportContext.timeZone);
  const valueOf = await loadResults(db, viewer, partner, { sow, months, excludedOf });
  const charges = await loadCharges(db, viewer, partner, sow, months);
  const results = (target: TargetPeriod["target"], period: Period): ContractResult | null => {
    const version = versionInForce(sow, period);
    if (version === null) return null;
    return valueOf(scoredFigure({ vendorId: partner.id, version, target, period }));
  };
  // Of a month that is over, the statement is as of its end: the same on every later day.
  const asOf = reportContext.today < month.range.until ? reportContext.today : month.range.until;
  const input = { sow, asOf, results, charges, incidents: () => null };
  const frozen = ({ key }: Period) => (key === month.key ? null : (closedMonths.get(key)?.document.statement ?? null));
  return evaluateStatements(months.length === 0 ? [month] : months, input, frozen);
}

type ResultsQuestion = {
  readonly sow: Sow;
  readonly months: readonly Period[];
  readonly excludedOf: (figure: FigureRequest) => ExcludedRows | null;
};

/** Each figure as measured, and again without what an exclusion leaves out of it. */
async function loadResults(
  db: Database,
  viewer: Viewer,
  partner: PartnerContext,
  { sow, months, excludedOf }: ResultsQuestion,
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
  const reduced = new Map<FigureRequest, { figure: FigureRequest; by: readonly ExcludedDays[] }>();
  for (const figure of figures.values()) {
    const rows = excludedOf(figure);
    if (rows !== null) reduced.set(figure, { figure: { ...figure, excluded: rows.excluded }, by: rows.by });
  }
  const valueOf = await measureScoredFigures(db, viewer, [partner], {
    figures: [...figures.values(), ...[...reduced.values()].map(({ figure }) => figure)],
    results,
  });
  return (figure) => {
    const known = figures.get(figureKey(figure));
    if (known === undefined) return null;
    const [raw, less] = [valueOf(known), reduced.get(known)];
    return less === undefined
      ? { raw, contractual: raw }
      : { raw, contractual: valueOf(less.figure), excluded: less.by };
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
    return amountMinor === undefined ? null : [{ kind: null, amountMinor }];
  };
}

const EMPTY_SOW: Sow = {
  vendor: "",
  title: "",
  currency: "USD",
  timeZone: "UTC",
  fiscalMonthStartDay: 1,
  contractYearStart: "01-01",
  versions: [],
};

function namesOf(version: SowVersion | null): Record<string, string> {
  if (version === null) return {};
  const { targets, creditScheme } = version;
  const targetNames = Object.fromEntries(targets.map(({ id, name }) => [id, name]));
  const rules = creditScheme.rules.map(({ id, name, targets: [first = ""] }) => [
    id,
    name === "" ? (targetNames[first] ?? id) : name,
  ]);
  const others = [...creditScheme.points, ...creditScheme.pools].map(({ id, name }) => [id, name]);
  return { ...Object.fromEntries([...others, ...rules]), ...targetNames };
}

/** How figures of a contract's targets are written, by target. */
export function targetFormats(sow: Sow | null): Record<string, TargetFormat> {
  const targets = sow?.versions.flatMap((version) => version.targets) ?? [];
  return Object.fromEntries(
    targets.map(({ id, metric, decimals, comparator, minimum }) => [
      id,
      { unit: metricOf(metric).unit, decimals, comparator, hasMinimum: minimum !== null },
    ]),
  );
}

function rowOf({ partner, statement, gap }: StatementView, vendorId: number): EvaluatedRow {
  return {
    vendorId,
    partner,
    month: statement.period.key,
    gap,
    currency: gap === "no-sow" ? null : statement.currency,
    totalMinor: gap === null ? statement.totalMinor : null,
    lines: statement.lines.length,
    problems: statement.problems.length,
    rightsNear: statement.rights.filter(({ state }) => state !== "none").length,
  };
}
