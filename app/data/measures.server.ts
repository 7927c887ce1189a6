import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { parseMeasureRef, type Amounts, type MeasureRef, type ParametricMeasure } from "~/domain/metrics/measure-ref";
import { MEASURE_KEYS, MEASURES, type Aggregate, type MeasureKey } from "~/domain/metrics/measures";
import { parametricSql } from "./contact-durations-sql";
import { rowAmountSql } from "./row-amount-sql";
import type { Database } from "./database.server";
import { exactSumSql } from "./exact-sum-sql";
import { Prisma } from "./generated/client";
import {
  cellFrame,
  groupingSql,
  groupOf,
  rangeFrame,
  type Cell,
  type Frame,
  type Grouping,
  type GroupRow,
  type RangeQuestion,
} from "./range-sql";
import { readAs, type Reader } from "./read-as.server";
import { scopeFilter } from "./scope-filter.server";
import { NAMED_TALLY_SQL } from "./source-choice-sql";

export type MeasureQuestion = RangeQuestion & { readonly refs: readonly MeasureRef[] };

/** What was measured in one range, for the vendor and slice that the row names; '' is a slice of its own. */
export type MeasureSum = Grouping & { readonly rangeKey: string; readonly amounts: Amounts };

/**
 * The amounts of each measure over each range, one row per range and group that has any row at all. A measure of which
 * nothing was said is absent. Stocks follow the domain's aggregate: the last day that gives the total, or the mean of days.
 */
export async function sumMeasures(db: Database, viewer: Viewer, question: MeasureQuestion): Promise<MeasureSum[]> {
  if (question.ranges.length === 0 || question.vendorIds.length === 0) return [];
  return sumInFrame(db, viewer, rangeFrame(question, viewer.scope), question.refs);
}

/** One sum to be found, at a known revision of its vendor. */
export type MeasureCell = Cell & { readonly revision: number };

/**
 * The amounts of many figures at once, each with days, vendor and slice of its own; by the cell's key. What was summed at a vendor's
 * revision is kept with whose eyes it was read, so that the months of a page are summed once and no answer is shown to a narrower view.
 */
export async function sumCells(
  db: Database,
  viewer: Viewer,
  question: { readonly cells: readonly MeasureCell[]; readonly refs: readonly MeasureRef[] },
): Promise<Map<string, Amounts>> {
  const eyes = JSON.stringify([isOutside(viewer), viewer.scope]);
  const refs = [...new Set(question.refs)];
  const cells = question.cells.map((cell) => {
    const name = cellKey(cell, eyes);
    return { cell, name, known: db.amounts.get(name) };
  });
  const missing = cells.filter(({ known }) => known === undefined || refs.some((ref) => !known.refs.has(ref)));
  const rows = await sumMissing(
    db,
    viewer,
    missing.map(({ cell }) => cell),
    refs,
  );
  const found = new Map(rows.map((row) => [row.rangeKey, row.amounts]));
  const answers = new Map(cells.map(({ cell, known }) => [cell.key, known?.amounts ?? {}]));
  for (const { cell, name, known } of missing) {
    const amounts = { ...known?.amounts, ...found.get(cell.key) };
    db.amounts.set(name, { amounts, refs: new Set([...(known?.refs ?? []), ...refs]) });
    answers.set(cell.key, amounts);
  }
  return answers;
}

async function sumMissing(
  db: Database,
  viewer: Viewer,
  cells: readonly Cell[],
  refs: readonly MeasureRef[],
): Promise<MeasureSum[]> {
  if (refs.length === 0) return [];
  const ofSeverity = cells.filter((cell) => cell.severity !== undefined);
  const others = cells.filter((cell) => cell.severity === undefined);
  return [
    ...(others.length > 0 ? await sumInFrame(db, viewer, cellFrame(others, viewer.scope), refs) : []),
    ...(ofSeverity.length > 0 ? await sumOfSeverity(db, viewer, ofSeverity, refs) : []),
  ];
}

function cellKey({ vendorId, revision, from, until, site, program, channel, severity }: MeasureCell, eyes: string): string {
  const slice = [site ?? null, program ?? null, channel ?? null, severity ?? null];
  return JSON.stringify([vendorId, revision, from, until, slice, eyes]);
}

async function sumOfSeverity(
  db: Database,
  viewer: Viewer,
  cells: readonly Cell[],
  refs: readonly MeasureRef[],
): Promise<MeasureSum[]> {
  const [source, frame] = [severitySource(refs), cellFrame(cells, viewer.scope)];
  const rows = await readAs(db, viewer, (tx) => tx.$queryRaw<SumRow[]>(sumsSql(source, frame)));
  return rows.map((row) => {
    const amounts: Record<MeasureRef, number> = {};
    addAmounts(amounts, source.columns, row.amounts);
    return { rangeKey: row.range_key, amounts };
  });
}

async function sumInFrame(
  db: Database,
  viewer: Viewer,
  frame: Frame,
  asked: readonly MeasureRef[],
): Promise<MeasureSum[]> {
  const refs = [...new Set(asked)];
  if (refs.length === 0) return [];
  return readAs(db, viewer, async (tx) => {
    const found = new Map<string, Grouping & { rangeKey: string; amounts: Record<MeasureRef, number> }>();
    for (const source of await sourcesOf(tx, refs)) {
      const rows = await tx.$queryRaw<SumRow[]>(sumsSql(source, frame));
      for (const row of rows) {
        const group = groupOf(row);
        const key = JSON.stringify([row.range_key, group]);
        const sum = found.get(key) ?? { rangeKey: row.range_key, ...group, amounts: {} };
        addAmounts(sum.amounts, source.columns, row.amounts);
        found.set(key, sum);
      }
    }
    return [...found.values()];
  });
}

type SumRow = GroupRow & { amounts: (number | null)[] };
type Column = { readonly ref: MeasureRef; readonly sql: Prisma.Sql; readonly aggregate: Aggregate };
/** What is joined to the frame, as `m`, and the columns of it to add up. */
type Source = { readonly join: (frame: Frame) => Prisma.Sql; readonly columns: readonly Column[] };
type CountedRef = { readonly ref: MeasureRef; readonly measure: ParametricMeasure };

async function sourcesOf(tx: Reader, refs: readonly MeasureRef[]): Promise<Source[]> {
  const plain: Column[] = [];
  const parametric: CountedRef[] = [];
  for (const ref of refs) {
    const measure = parseMeasureRef(ref);
    if (measure === null) throw new RangeError(`Not a measure: ${ref}`);
    if (measure.kind === "parametric") parametric.push({ ref, measure });
    else plain.push({ ref, sql: Prisma.sql`m.${columnSql(measure.key)}`, aggregate: MEASURES[measure.key].aggregate });
  }
  const positions = await rollupPositions(tx, parametric);
  const positioned = parametric.flatMap(({ ref }): Column[] => {
    const position = positions.get(ref);
    if (position === undefined) return [];
    return [{ ref, sql: Prisma.sql`m.parameter_counts[${position}::int]`, aggregate: "sum" }];
  });
  const rolledUp = [...plain, ...positioned];
  const counted = parametric.filter(({ ref }) => !positions.has(ref));
  return [
    ...(rolledUp.length > 0 ? [rollupSource(rolledUp)] : []),
    ...(counted.length > 0 ? [factSource(counted)] : []),
  ];
}

async function rollupPositions(tx: Reader, parametric: readonly CountedRef[]): Promise<Map<string, number>> {
  if (parametric.length === 0) return new Map();
  const rows = await tx.rollupParameter.findMany({ where: { measure: { in: parametric.map(({ ref }) => ref) } } });
  return new Map(rows.map((row) => [row.measure, row.id]));
}

function rollupSource(columns: readonly Column[]): Source {
  return { columns, join: (frame) => Prisma.sql`measure_day AS m ON ${frame.limits(M)}` };
}

/**
 * Counts with a limit that the roll-up does not hold, as it would count them: from tallies of the source that the contract names,
 * from contacts, and from other tallies where neither says it of that day and slice.
 */
function factSource(counted: readonly CountedRef[]): Source {
  const refs = counted.map(({ ref }) => ref);
  const fromContacts = counted.map(({ measure: { family, comparator, limit } }, index) => {
    return Prisma.sql`sum(${parametricSql(family, comparator, limit)})::float8 AS ${amountColumn(index)}`;
  });
  const fromTallies = refs.map((ref) => exactSumSql(Prisma.sql`c.amount`, Prisma.sql`c.measure = ${ref}`));
  const first = refs.map((_ref, index) => {
    const column = amountColumn(index);
    const ofRank = (rank: number) => Prisma.sql`sum(one.${column}) FILTER (WHERE one.rank = ${rank}::int)`;
    return Prisma.sql`coalesce(${ofRank(0)}, ${ofRank(1)}, ${ofRank(2)}) AS ${column}`;
  });
  return {
    columns: refs.map((ref, index) => ({ ref, sql: Prisma.sql`m.${amountColumn(index)}`, aggregate: "sum" })),
    join: (frame) => Prisma.sql`LATERAL (
        SELECT ${KEYS}, ${Prisma.join(first)} FROM (
          SELECT 1 AS rank, ${KEYS}, ${Prisma.join(fromContacts)}
          FROM contact AS c WHERE ${frame.limits(C)} GROUP BY ${KEYS}
          UNION ALL
          SELECT CASE WHEN ${NAMED_TALLY_SQL} THEN 0 ELSE 2 END, ${KEYS}, ${Prisma.join(fromTallies)}
          FROM tally AS c WHERE c.measure = ANY (${refs}::text[]) AND ${frame.limits(C)} GROUP BY 1, ${KEYS}
        ) AS one GROUP BY ${KEYS}
      ) AS m ON TRUE`,
  };
}

/** What rows of one severity say, which no roll-up keeps apart. Tallies know no severity. */
function severitySource(refs: readonly MeasureRef[]): Source {
  const contactSql = refs.map((ref) => rowAmountSql(ref, "contacts"));
  const reviewSql = refs.map((ref) => rowAmountSql(ref, "reviews"));
  const named = (columns: readonly Prisma.Sql[]) =>
    Prisma.join(columns.map((column, index) => Prisma.sql`(${column})::float8 AS ${amountColumn(index)}`));
  return {
    columns: refs.map((ref, index) => ({ ref, sql: Prisma.sql`m.${amountColumn(index)}`, aggregate: "sum" })),
    join: (frame) => Prisma.sql`LATERAL (
        SELECT ${KEYS}, ${named(contactSql)} FROM contact AS c WHERE c.severity = r.severity AND ${frame.limits(C)}
        UNION ALL
        SELECT ${KEYS}, ${named(reviewSql)} FROM review AS c WHERE c.severity = r.severity AND ${frame.limits(C)}
      ) AS m ON TRUE`,
  };
}

function sumsSql(source: Source, frame: Frame): Prisma.Sql {
  const group = groupingSql(frame.by, M);
  const from = Prisma.sql`FROM ${frame.relation} JOIN ${source.join(frame)}`;
  const asAmounts = (columns: readonly Prisma.Sql[]) =>
    Prisma.sql`ARRAY[${Prisma.join([...columns])}]::float8[] AS amounts`;
  if (source.columns.every((column) => column.aggregate === "sum")) {
    const sums = source.columns.map((column) => exactSumSql(column.sql));
    return Prisma.sql`SELECT r.key AS range_key${group}, ${asAmounts(sums)} ${from} GROUP BY r.key${group}`;
  }
  const asColumns = (columns: readonly Prisma.Sql[]) =>
    Prisma.join(columns.map((column, index) => Prisma.sql`${column} AS ${amountColumn(index)}`));
  const slices = groupingSql(
    frame.by.filter((dimension) => dimension !== "vendor"),
    Prisma.empty,
  );
  const ofDay = source.columns.map((column) => exactSumSql(column.sql));
  const ofVendor = source.columns.map((column, index) => overDaysSql(column.aggregate, amountColumn(index)));
  const ofAll = source.columns.map((column, index) => overVendorsSql(column.aggregate, amountColumn(index)));
  const keys = groupingSql(frame.by, Prisma.empty);
  const sliceOfDay = groupingSql(
    frame.by.filter((dimension) => dimension !== "vendor"),
    M,
  );
  return Prisma.sql`SELECT range_key${keys}, ${asAmounts(ofAll)} FROM (
      SELECT range_key, vendor_id${slices}, ${asColumns(ofVendor)} FROM (
        SELECT r.key AS range_key, m.vendor_id${sliceOfDay}, m.day, ${asColumns(ofDay)}
        ${from} GROUP BY r.key, m.vendor_id${sliceOfDay}, m.day
      ) AS by_day GROUP BY range_key, vendor_id${slices}
    ) AS by_vendor GROUP BY range_key${keys}`;
}

/** From the amounts of one vendor's days to the amount of the range. */
function overDaysSql(aggregate: Aggregate, amount: Prisma.Sql): Prisma.Sql {
  switch (aggregate) {
    case "sum":
      return exactSumSql(amount);
    case "mean-of-days":
      return Prisma.sql`${exactSumSql(amount)} / count(${amount})`;
    case "last-day":
      return Prisma.sql`(array_agg(${amount} ORDER BY day DESC) FILTER (WHERE ${amount} IS NOT NULL))[1]`;
  }
}

/** From the amounts of vendors to the amount of all. Means are no decimals: they are added up in the vendors' order. */
function overVendorsSql(aggregate: Aggregate, amount: Prisma.Sql): Prisma.Sql {
  return aggregate === "mean-of-days" ? Prisma.sql`sum(${amount} ORDER BY vendor_id)` : exactSumSql(amount);
}

function addAmounts(
  sum: Record<MeasureRef, number>,
  columns: readonly Column[],
  given: readonly (number | null)[],
): void {
  for (const [index, { ref }] of columns.entries()) {
    const amount = given[index];
    if (amount !== null && amount !== undefined) sum[ref] = (sum[ref] ?? 0) + amount;
  }
}

/** The column of a measure is its key in snake case; keys come from the domain's closed list, never from a request. */
function columnSql(key: MeasureKey): Prisma.Sql {
  return Prisma.raw(key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

function amountColumn(index: number): Prisma.Sql {
  return Prisma.raw(`amount_${index}`);
}

/** Plans and bills: stated for days to come, so they do not tell up to which day the data reaches. */
const STATED_AHEAD: readonly MeasureKey[] = ["forecastContacts", "headcountRequired", "orders", "invoicedMinor"];

/** The first and the last day of which anything was measured, by vendor in scope; forecasts and invoices do not count. */
export async function findDataDays(db: Database, viewer: Viewer): Promise<Map<number, DataDays>> {
  const columns = MEASURE_KEYS.filter((key) => !STATED_AHEAD.includes(key)).map(
    (key) => Prisma.sql`m.${columnSql(key)}`,
  );
  const measured = Prisma.sql`SELECT m.day FROM measure_day AS m
    WHERE m.vendor_id = v.id AND ${scopeFilter(viewer.scope, M)} AND num_nonnulls(${Prisma.join(columns)}) > 0`;
  const rows = await readAs(db, viewer, (tx) =>
    tx.$queryRaw<{ vendor_id: number; first: string; last: string }[]>(Prisma.sql`
      SELECT v.id AS vendor_id, first.day::text AS first, last.day::text AS last FROM vendor AS v
      CROSS JOIN LATERAL (${measured} ORDER BY m.day LIMIT 1) AS first
      CROSS JOIN LATERAL (${measured} ORDER BY m.day DESC LIMIT 1) AS last`),
  );
  return new Map(rows.map((row) => [row.vendor_id, { first: row.first, last: row.last }]));
}

export type DataDays = { readonly first: Day; readonly last: Day };

const M = Prisma.sql`m`;
const C = Prisma.sql`c`;
const KEYS = Prisma.sql`vendor_id, day, site, program, channel`;
