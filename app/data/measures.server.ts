import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { parseMeasureRef, type Amounts, type MeasureRef, type ParametricMeasure } from "~/domain/metrics/measure-ref";
import { MEASURE_KEYS, MEASURES, type Aggregate, type MeasureKey } from "~/domain/metrics/measures";
import { parametricSql } from "./contact-durations-sql";
import type { Database } from "./database.server";
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

/** The amounts of many figures at once, each with days, vendor and slice of its own; by the cell's key. */
export async function sumCells(
  db: Database,
  viewer: Viewer,
  question: { readonly cells: readonly Cell[]; readonly refs: readonly MeasureRef[] },
): Promise<Map<string, Amounts>> {
  if (question.cells.length === 0) return new Map();
  const rows = await sumInFrame(db, viewer, cellFrame(question.cells, viewer.scope), question.refs);
  return new Map(rows.map((row) => [row.rangeKey, row.amounts]));
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
      const rows = await tx.$queryRaw<(GroupRow & { amounts: (number | null)[] })[]>(sumsSql(source, frame));
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

/** Counts with a limit that the roll-up does not hold: straight from contacts, and from tallies that state them. */
function factSource(counted: readonly CountedRef[]): Source {
  const refs = counted.map(({ ref }) => ref);
  const fromContacts = counted.map(({ measure: { family, comparator, limit } }, index) => {
    return Prisma.sql`${parametricSql(family, comparator, limit)} AS ${amountColumn(index)}`;
  });
  const fromTallies = refs.map((ref) => Prisma.sql`CASE WHEN t.measure = ${ref} THEN t.amount END`);
  return {
    columns: refs.map((ref, index) => ({ ref, sql: Prisma.sql`m.${amountColumn(index)}`, aggregate: "sum" })),
    join: (frame) => Prisma.sql`LATERAL (
        SELECT c.vendor_id, c.day, c.site, c.program, c.channel, ${Prisma.join(fromContacts)}
        FROM contact AS c WHERE ${frame.limits(C)}
        UNION ALL
        SELECT t.vendor_id, t.day, t.site, t.program, t.channel, ${Prisma.join(fromTallies)}
        FROM tally AS t WHERE t.measure = ANY (${refs}::text[]) AND ${frame.limits(T)}
      ) AS m ON TRUE`,
  };
}

function sumsSql(source: Source, frame: Frame): Prisma.Sql {
  const group = groupingSql(frame.by, M);
  const from = Prisma.sql`FROM ${frame.relation} JOIN ${source.join(frame)}`;
  const asAmounts = (columns: readonly Prisma.Sql[]) =>
    Prisma.sql`ARRAY[${Prisma.join([...columns])}]::float8[] AS amounts`;
  if (source.columns.every((column) => column.aggregate === "sum")) {
    const sums = source.columns.map((column) => Prisma.sql`sum(${column.sql})`);
    return Prisma.sql`SELECT r.key AS range_key${group}, ${asAmounts(sums)} ${from} GROUP BY r.key${group}`;
  }
  const daily = source.columns.map((column, index) => Prisma.sql`sum(${column.sql}) AS ${amountColumn(index)}`);
  const overDays = source.columns.map((column, index) =>
    overDaysSql(column.aggregate, Prisma.sql`d.${amountColumn(index)}`),
  );
  const groupOfDays = groupingSql(frame.by, Prisma.sql`d`);
  return Prisma.sql`SELECT d.range_key${groupOfDays}, ${asAmounts(overDays)}
    FROM (SELECT r.key AS range_key${group}, m.day, ${Prisma.join(daily)} ${from} GROUP BY r.key${group}, m.day) AS d
    GROUP BY d.range_key${groupOfDays}`;
}

/** From the amounts of days to the amount of the range. */
function overDaysSql(aggregate: Aggregate, amount: Prisma.Sql): Prisma.Sql {
  switch (aggregate) {
    case "sum":
      return Prisma.sql`sum(${amount})`;
    case "mean-of-days":
      return Prisma.sql`avg(${amount})`;
    case "last-day":
      return Prisma.sql`(array_agg(${amount} ORDER BY d.day DESC) FILTER (WHERE ${amount} IS NOT NULL))[1]`;
  }
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
const T = Prisma.sql`t`;
