import type { Database } from "~/data/db/database.server";
import {
  countRowsByDay,
  exportCountedRows,
  findCountedRows,
  ROW_ORDERS,
  totalRows,
  type CountedQuestion,
  type RowFilter,
  type RowGroup,
  type RowOrder,
} from "~/data/metrics/counted-rows.server";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import { lastDay } from "~/domain/calendar/day-range";
import { versionOn } from "~/domain/contracts/sow";
import { targetFor } from "~/domain/contracts/target-scope";
import { offTargetRule } from "~/domain/scorecards/off-target-rows";
import type { Amounts } from "~/domain/metrics/measure-ref";
import { measureDefinition } from "~/domain/metrics/measure-ref";
import { figure, NO_DATA, type MetricValue } from "~/domain/metrics/metric-value";
import type { ExplainedRow } from "~/domain/scorecards/explanation-view";
import { rowsByPeriod } from "~/domain/scorecards/rows-by-period";
import type { ColumnTotal, RowFilters, RowsSort, RowsTotal, RowsView, TotalsBy } from "~/domain/scorecards/rows-view";
import { figureHead, findRequestedFigure, measureRequested, type RequestedFigure } from "./requested-figure.server";
import { grainFor } from "./metric-page-question";
import { amountNames, explainRow } from "./explained-row";
import type { RowsQuestion } from "./rows-question";

/** Rows on a page. */
const ROWS_SHOWN = 100;
/** As many rows as a spreadsheet opens, with room for what the file says of itself. */
export const ROWS_EXPORTED = 1_000_000;

/** The rows that count in a figure; null where there is none in sight, or the viewer may see no single rows. */
export async function loadRows(
  db: Database,
  viewer: Viewer,
  question: RowsQuestion,
  { clock }: { clock: () => Date },
): Promise<RowsView | null> {
  const found = await findRows(db, viewer, question, clock);
  if (found === null) return null;
  const { view, requested, counted } = found;
  const pages = Math.max(1, Math.ceil(view.shown.rows / ROWS_SHOWN));
  const page = Math.min(question.page, pages);
  const order = orderOf(question.sort);
  const rows =
    view.shown.rows === 0
      ? []
      : await findCountedRows(db, viewer, counted, { order, limit: ROWS_SHOWN, offset: (page - 1) * ROWS_SHOWN });
  return { ...view, page, rows: rows.map((row) => explainRow(viewer, row, requested)) };
}

/** The same with every row that the filters leave, read as they are written. */
export type RowsExport = {
  readonly view: RowsView;
  readonly rows: AsyncIterable<readonly ExplainedRow[]>;
};

export async function loadRowsExport(
  db: Database,
  viewer: Viewer,
  question: RowsQuestion,
  { clock }: { clock: () => Date },
): Promise<RowsExport | null> {
  const found = await findRows(db, viewer, question, clock);
  if (found === null) return null;
  const { view, requested, counted } = found;
  async function* rows(): AsyncGenerator<ExplainedRow[]> {
    const page = { order: orderOf(question.sort), limit: ROWS_EXPORTED };
    for await (const batch of await exportCountedRows(db, viewer, counted, page))
      yield batch.map((row) => explainRow(viewer, row, requested));
  }
  return { view, rows: rows() };
}

type FoundRows = { readonly view: RowsView; readonly requested: RequestedFigure; readonly counted: CountedQuestion };

/** Everything but the rows themselves. */
async function findRows(
  db: Database,
  viewer: Viewer,
  question: RowsQuestion,
  clock: () => Date,
): Promise<FoundRows | null> {
  if (!may(viewer, "rows.read")) return null;
  const requested = await findRequestedFigure(db, viewer, question, clock);
  if (requested === null) return null;
  const { metric, parameters, facts } = requested;
  const rule = ruleOf(requested);
  const filters = { ...question.filters, offTarget: rule === null ? null : question.filters.offTarget };
  const filter = filterOf(filters);
  const counted = { ...facts, filter, rule };
  const percentile = metric.percentile(parameters);
  const isFiltered = Object.keys(filter).length > 0;
  const range = requested.measured ?? requested.range;
  const grain = grainFor(range, null);
  const [{ value, preliminary }, narrowed, all, days] = await Promise.all([
    measureRequested(db, viewer, requested),
    totalRows(db, viewer, counted, percentile),
    isFiltered ? totalRows(db, viewer, { ...counted, filter: {} }, percentile) : null,
    countRowsByDay(db, viewer, counted),
  ]);
  const stated = (all ?? narrowed).all.amounts.map((amount) => amount !== null);
  const total = (group: RowGroup): RowsTotal => {
    return { name: group.name, rows: group.rows, value: valueOf(requested, group, stated), offTarget: group.offTarget };
  };
  const totals = (part: TotalsBy) => {
    const { groups, shown } = narrowed.by[part];
    return { groups, shown: shown.map(total) };
  };
  const whole = total((all ?? narrowed).all);
  const view: RowsView = {
    metric: {
      key: metric.key,
      name: metric.name,
      shortName: metric.shortName,
      formula: metric.formulaOf(parameters),
      unit: metric.unit,
      decimals: metric.decimals,
      kind: metric.kind,
      sample: metric.sample,
    },
    ...figureHead(requested, { value, preliminary }),
    addsUp: areAdded(requested) ? isSame(whole.value, value) : null,
    whole,
    shown: total(narrowed.all),
    rule,
    filters,
    sort: question.sort,
    totals: { reason: totals("reason"), agent: totals("agent"), team: totals("team"), site: totals("site") },
    chart: { grain, bars: rowsByPeriod(days, range, grain) },
    columnTotals: columnTotals(requested, narrowed.all),
    partTotals: partTotals(requested, total(narrowed.all)),
    columnsShown: question.columns,
    page: 1,
    pageSize: ROWS_SHOWN,
    columns: amountNames(facts),
    rows: [],
  };
  return { view, requested, counted };
}

/** Against the target that holds for the figure on its last day. */
function ruleOf(requested: RequestedFigure) {
  const { metric, parameters, facts, partner, range, scope } = requested;
  if (!areAdded(requested)) return null;
  const version = partner.sow === null ? null : versionOn(partner.sow, lastDay(range));
  const target = version === null ? null : targetFor(version, metric.key, scope, parameters);
  return offTargetRule(metric, parameters, facts.refs, target, range);
}

/** Whether the metric of rows is the metric of their sums: not of stocks, which a day states again. */
function areAdded({ metric, facts }: RequestedFigure): boolean {
  if (facts.duration !== null) return true;
  return metric.kind !== "stock" && facts.refs.every((ref) => measureDefinition(ref)?.aggregate === "sum");
}

/**
 * The metric of a group's sums. `isStated`: which amounts the rows of the whole figure state: of those a group without any adds 0, as it
 * does to the whole.
 */
function valueOf(
  requested: RequestedFigure,
  { amounts, quantile, n }: RowGroup,
  isStated: readonly boolean[],
): MetricValue {
  const { metric, parameters, facts } = requested;
  if (facts.duration !== null) return quantile === null ? NO_DATA : figure(quantile, n);
  if (!areAdded(requested)) return NO_DATA;
  const known: Amounts = Object.fromEntries(
    facts.refs.flatMap((ref, index) => {
      const amount = amounts[index] ?? (isStated[index] === true ? 0 : null);
      return amount === null ? [] : [[ref, amount]];
    }),
  );
  return metric.evaluate(known, parameters, { range: facts.range, counted: facts.counted?.days ?? [facts.range] });
}

/** Of amounts that a day states again only the average says anything. */
function columnTotals({ facts }: RequestedFigure, { amounts, stated }: RowGroup): ColumnTotal[] {
  return amountNames(facts).map((_name, index) => {
    const [sum = null, rows = 0] = [amounts[index], stated[index]];
    const isAdded = facts.duration !== null || measureDefinition(facts.refs[index] ?? "")?.aggregate === "sum";
    return { total: isAdded ? sum : null, average: sum === null || rows === 0 ? null : sum / rows };
  });
}

function partTotals({ metric, facts }: RequestedFigure, { rows, value }: RowsTotal): RowsView["partTotals"] {
  if (facts.duration !== null || metric.kind !== "ratio" || value.status === "no-data") return null;
  const of = (total: number): ColumnTotal => ({ total, average: total / rows });
  return { numerator: of(value.numerator), denominator: of(value.denominator ?? 0) };
}

/** Rows and roll-ups add the same amounts in another order. */
function isSame(a: MetricValue, b: MetricValue): boolean {
  if (a.status === "no-data" || b.status === "no-data") return a.status === b.status;
  return Math.abs(a.value - b.value) <= 1e-9 * Math.max(1, Math.abs(b.value));
}

function filterOf(filters: RowFilters): RowFilter {
  const { site, agent, team, reason, search, offTarget } = filters;
  return {
    ...(site === null ? {} : { site }),
    ...(agent === null ? {} : { agent }),
    ...(team === null ? {} : { team }),
    ...(reason === null ? {} : { reason }),
    ...(search === null ? {} : { search }),
    ...(offTarget === null ? {} : { offTarget: true }),
  };
}

function orderOf({ key, isDescending }: RowsSort): RowOrder {
  const [name, index] = key.split(":");
  return { by: ROW_ORDERS.find((known) => known === name) ?? "when", amount: Number(index ?? 0), isDescending };
}
