import { findClosedMonths, findReopenings, type ClosedMonth } from "~/data/contracts/closed-months.server";
import { countOpenExclusions } from "~/data/contracts/exclusions.server";
import { countRejectedRows } from "~/data/contracts/rejected-rows.server";
import { findStatementMonths, openMonth } from "~/data/contracts/statement-months.server";
import type { Database } from "~/data/db/database.server";
import { findPreliminary } from "~/data/metrics/preliminary.server";
import type { Viewer } from "~/domain/access/viewer";
import { parsePeriod } from "~/domain/calendar/period";
import { checkMonth, type CheckResult } from "~/domain/contracts/closing/checklist";
import type { EvaluatedMonth, FrozenMetric } from "~/domain/contracts/closing/closed-document";
import { monthOrder } from "~/domain/contracts/closing/month-order";
import { stepsFor } from "~/domain/contracts/closing/month-state";
import type { MonthView } from "~/domain/contracts/closing/month-view";
import type { StatementView } from "~/domain/contracts/credits/statement-view";
import type { SowVersion } from "~/domain/contracts/sow";
import { metricOf } from "~/domain/metrics/catalog/catalog";
import { loadPartnerContext, type PartnerContext, type ReportContext } from "../shared/report-context.server";
import { loadStatement, type StatementQuestion } from "./statement.server";

export type MonthToClose = { readonly evaluated: EvaluatedMonth; readonly month: MonthView };

/** A statement with how far its month is; null where the viewer may not see the statement. */
export async function loadStatementMonth(
  db: Database,
  viewer: Viewer,
  question: StatementQuestion,
  options: { clock: () => Date },
): Promise<(MonthToClose & { readonly view: StatementView }) | null> {
  // Read first: what changes after is found by its revision when the month is moved.
  const reportContext = await loadPartnerContext(db, viewer, question.vendor, options.clock);
  const [partner] = reportContext.partners;
  const view = partner === undefined ? null : await loadStatement(db, viewer, question, options);
  if (partner === undefined || view === null) return null;
  const month = await monthView(db, viewer, { partner, reportContext, view });
  return { view, month, evaluated: evaluatedMonth(partner, view, month.checklist) };
}

/** The same without the page around it, as commands take it. */
export async function loadMonthToClose(
  db: Database,
  viewer: Viewer,
  question: StatementQuestion,
  options: { clock: () => Date },
): Promise<MonthToClose | null> {
  return loadStatementMonth(db, viewer, question, options);
}

type Seen = { partner: PartnerContext; reportContext: ReportContext; view: StatementView };

async function monthView(db: Database, viewer: Viewer, { partner, reportContext, view }: Seen): Promise<MonthView> {
  const { period } = view.statement;
  const cell = { key: period.key, vendorId: partner.id, ...period.range, revision: partner.revision };
  const [[stored], everClosed, reopenings, preliminary, rejectedRows, openExclusions] = await Promise.all([
    findStatementMonths(db, viewer, { vendorId: partner.id, periods: [period.key] }),
    findClosedMonths(db, viewer, partner.id),
    findReopenings(db, viewer, partner.id, period.key),
    findPreliminary(db, viewer, [cell]),
    countRejectedRows(db, viewer, partner.id, period.range),
    countOpenExclusions(db, viewer, partner.id, period.range),
  ]);
  const { state, review, lead, partner: signed } = stored ?? openMonth({ vendorId: partner.id, period: period.key });
  const named = parsePeriod(period.key);
  const checklist = checkMonth({
    until: period.range.until,
    today: reportContext.today,
    dataComplete: view.state === "final",
    dataUntil: view.dataUntil,
    gap: view.gap,
    problems: view.statement.problems.length,
    preliminaryRows: (preliminary.get(period.key) ?? []).reduce((sum, { rows }) => sum + rows, 0),
    openExclusions,
    rejectedRows,
    order: named === null ? { at: "first" } : monthOrder(named, everClosed),
  });
  return {
    state,
    review,
    lead,
    partner: signed,
    checklist,
    // Only the last closed month is reopened.
    steps: stepsFor(viewer, state).filter((step) => step !== "reopen" || isLastClosed(period.key, everClosed)),
    changedSince: [lead, signed].find((one) => one !== null && one.hash !== view.hash) ?? null,
    reopenings: reopenings.map(({ by, at, reason }) => ({ by, at: at.toISOString(), reason })),
  };
}

function isLastClosed(period: string, everClosed: readonly ClosedMonth[]): boolean {
  return everClosed.findLast(({ isInForce }) => isInForce)?.period === period;
}

function evaluatedMonth(
  partner: PartnerContext,
  { statement, hash, formats }: StatementView,
  checklist: readonly CheckResult[],
): EvaluatedMonth {
  const sowVersion = partner.sow?.versions.find(({ version }) => version === statement.version) ?? null;
  return {
    vendorId: partner.id,
    vendor: partner.key,
    revision: partner.revision,
    content: {
      statement,
      statementHash: hash,
      formats,
      sowHash: partner.sowHash,
      sowVersion,
      metrics: sowVersion === null ? [] : metricsOf(sowVersion),
      checklist,
    },
  };
}

function metricsOf({ targets }: SowVersion): FrozenMetric[] {
  const keys = [...new Set(targets.map(({ metric }) => metric))].toSorted();
  return keys.map((metric) => {
    const { key, name, formula, description } = metricOf(metric);
    return { key, name, formula, description };
  });
}
