import type { Database } from "~/data/db/database.server";
import {
  countFacts,
  findContributingBatches,
  findFacts,
  type ContributingBatch,
  type FactCount,
  type FactQuestion,
  type FactRow,
} from "~/data/metrics/fact-rows.server";
import { findSides } from "~/data/metrics/conflicting-sources.server";
import { may } from "~/domain/access/permissions";
import { importReference } from "~/domain/access/staff-names";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { DayRange } from "~/domain/calendar/day-range";
import { momentLabel } from "~/domain/calendar/moment";
import { periodOf } from "~/domain/calendar/period";
import type { MetricKey } from "~/domain/metrics/catalog/catalog";
import { measureDefinition, measureLabel } from "~/domain/metrics/measure-ref";
import type { MetricParameters } from "~/domain/metrics/catalog/metric-definition";
import { parameterText } from "~/wording/metrics/parameters";
import type { MetricValue } from "~/domain/metrics/metric-value";
import type {
  ExplainedBatch,
  ExplainedRow,
  ExplainedRows,
  ExplainedTarget,
  ExplanationView,
} from "~/domain/scorecards/explanation-view";
import { baseLevels, compareOnly, judge } from "~/domain/contracts/verdict";
import { periodOptions, versionInForce, type Sow } from "~/domain/contracts/sow";
import { wouldBeOf } from "~/domain/scorecards/would-be";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { isWithin, targetFor } from "~/domain/contracts/target-scope";
import { figureHead, findRequestedFigure, measureRequested } from "./requested-figure.server";
import type { ExplainQuestion } from "./explain-question";
import { amountNames, explainRow } from "./explained-row";

/** Rows on a page. */
const ROWS_SHOWN = 100;

/** A figure with its formula, its parts, the contract's arithmetic, its imports and its rows; null where there is none in sight. */
export async function loadExplanation(
  db: Database,
  viewer: Viewer,
  question: ExplainQuestion,
  { clock }: { clock: () => Date },
): Promise<ExplanationView | null> {
  return (await explain(db, viewer, question, clock, findPage))?.view ?? null;
}

export type Explained = {
  readonly view: ExplanationView;
  readonly facts: FactQuestion;
  readonly explainRow: (row: FactRow) => ExplainedRow;
};

/** The same with the rows that `findRows` finds, and what it takes to explain others. */
export async function explain(
  db: Database,
  viewer: Viewer,
  question: ExplainQuestion,
  clock: () => Date,
  findRows: (db: Database, viewer: Viewer, facts: FactQuestion, question: ExplainQuestion) => Promise<FoundRows>,
): Promise<Explained | null> {
  const requested = await findRequestedFigure(db, viewer, question, clock);
  if (requested === null) return null;
  const { metric, reportContext, partner, range, scope, parameters, facts } = requested;
  const explained = (row: FactRow) => explainRow(viewer, row, requested);
  const loadRows = async (): Promise<ExplainedRows> => {
    const { found, ...rows } = await findRows(db, viewer, facts, question);
    return {
      ...rows,
      columns: amountNames(facts),
      rows: found.map(explained),
    };
  };
  const [{ value, amounts, preliminary }, batches, { overridden, counting }, rows] = await Promise.all([
    measureRequested(db, viewer, requested),
    findContributingBatches(db, viewer, facts),
    findSides(db, viewer, facts),
    may(viewer, "rows.read") ? loadRows() : null,
  ]);
  const head = figureHead(requested, { value, preliminary });
  const view: ExplanationView = {
    metric: {
      key: metric.key,
      name: metric.name,
      formula: metric.formulaOf(parameters),
      generalFormula: metric.formula,
      description: metric.description,
      parameters: parameterText(metric, parameters),
      unit: metric.unit,
      decimals: metric.decimals,
      kind: metric.kind,
      sample: metric.sample,
    },
    ...head,
    measures: metric.measures(parameters).map((ref) => {
      const definition = measureDefinition(ref);
      const usual = definition === null || amounts[ref] === undefined ? [] : [definition.rows];
      return {
        ref,
        label: measureLabel(ref),
        description: definition?.description ?? "",
        unit: definition?.unit ?? "count",
        statedBy: counting.get(ref) ?? usual,
        amount: amounts[ref] ?? null,
      };
    }),
    checks: overridden.map((source) => {
      return { ...source, label: measureLabel(source.ref), unit: measureDefinition(source.ref)?.unit ?? "count" };
    }),
    target: explainTarget(partner.sow, metric.key, parameters, scope, range, value, head.state),
    batches: batches.map((batch) => explainBatch(viewer, batch, reportContext.timeZone)),
    rows,
  };
  return { view, facts, explainRow: explained };
}

/** The contract's arithmetic: judged where the days are just one period of the target. */
function explainTarget(
  sow: Sow | null,
  metric: MetricKey,
  parameters: MetricParameters,
  scope: TargetScope,
  range: DayRange,
  value: MetricValue,
  state: "running" | "over",
): ExplainedTarget | null {
  if (sow === null) return null;
  const options = periodOptions(sow);
  const byMonth = versionInForce(sow, periodOf("month", range.from));
  const first = byMonth === null ? null : targetFor(byMonth, metric, scope, parameters);
  if (first === null) return null;
  const period = periodOf(first.period, range.from, options);
  const version = versionInForce(sow, period);
  const target = version === null ? null : targetFor(version, metric, scope, parameters);
  if (version === null || target === null) return null;
  const isOwn = isWithin(target.scope, scope);
  const judged = isOwn ? judge(target, value, state) : compareOnly(target);
  const isPeriod = period.range.from === range.from && period.range.until === range.until;
  return {
    name: target.name,
    clause: target.clause,
    version: version.version,
    effectiveFrom: version.effectiveFrom,
    amendment: version.amendment,
    scope: target.scope,
    comparator: target.comparator,
    ...baseLevels(target),
    decimals: target.decimals,
    rounding: target.rounding,
    roundingMode: target.roundingMode,
    minimumSample: target.minimumSample,
    criticality: target.criticality,
    weight: target.weight,
    periodKind: target.period,
    periodLabel: period.label,
    judgment: isPeriod ? judged : null,
    wouldBe: wouldBeOf(target, value, state, !isOwn ? "other-slice" : isPeriod ? "contract" : "other-period"),
  };
}

export type FoundRows = Omit<ExplainedRows, "columns" | "rows"> & { readonly found: readonly FactRow[] };

async function findPage(
  db: Database,
  viewer: Viewer,
  facts: FactQuestion,
  question: ExplainQuestion,
): Promise<FoundRows> {
  const counts = await countKinds(db, viewer, facts);
  const kind = counts.find((count) => count.kind === question.kind)?.kind ?? counts[0]?.kind ?? "contacts";
  const total = counts.find((count) => count.kind === kind)?.rows ?? 0;
  const page = Math.min(question.page, Math.max(1, Math.ceil(total / ROWS_SHOWN)));
  const found =
    total === 0 ? [] : await findFacts(db, viewer, facts, { kind, limit: ROWS_SHOWN, offset: (page - 1) * ROWS_SHOWN });
  return { kind, counts, page, pageSize: ROWS_SHOWN, total, found };
}

export async function countKinds(db: Database, viewer: Viewer, facts: FactQuestion): Promise<FactCount[]> {
  return (await countFacts(db, viewer, facts)).filter(({ rows }) => rows > 0);
}

function explainBatch(
  viewer: Viewer,
  { id, reference, appliedAt, appliedBy, ...batch }: ContributingBatch,
  timeZone: string,
): ExplainedBatch {
  const appliedOn = momentLabel(new Date(appliedAt), timeZone);
  return isOutside(viewer)
    ? { ...batch, appliedOn, id: null, appliedBy: null, importName: importReference(reference) }
    : { ...batch, appliedOn, id, appliedBy, importName: String(id) };
}
