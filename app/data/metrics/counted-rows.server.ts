import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { FACT_KINDS, type FactKind } from "~/domain/facts/fact-fields";
import type { PercentileSource } from "~/domain/metrics/catalog/metric-definition";
import type { OffTargetRule } from "~/domain/metrics/off-target-rule";
import { measureDefinition, type Amounts } from "~/domain/metrics/measure-ref";
import { Prisma } from "../generated/client";
import type { Database } from "../db/database.server";
import { exportRows } from "../db/export-rows.server";
import { readAs, type Reader } from "../db/read-as.server";
import { exactSumSql } from "../sql/exact-sum-sql";
import { CELL, ROWS_RANK, statedSql, TOTALS_RANK_SQL } from "../sql/sides-sql";
import { areThereTotals, limitsSql } from "./conflicting-sources.server";
import {
  amountsSql,
  fromSql,
  instantSql,
  tablesOf,
  wholeBatch,
  type FactQuestion,
  type FactRow,
} from "./fact-rows.server";
import { amountColumn } from "./measure-sources";
import { quantileFrom, quantileSql } from "./quantile";

const { sql, join, raw } = Prisma;

/** By what the rows behind a figure are narrowed; '' is "not given". */
export const ROW_PARTS = ["site", "agent", "team", "reason"] as const;
export type RowPart = (typeof ROW_PARTS)[number];
export type RowFilter = { readonly [Part in RowPart]?: string } & {
  /** A part of the id, agent or reason, in any case. */
  readonly search?: string;
  /** Only rows that the question's rule calls off target. */
  readonly offTarget?: true;
};

/** By what totals of the rows are kept. */
export const TOTALLED_PARTS = ["site", "agent", "team", "reason"] as const satisfies readonly RowPart[];
export type TotalledPart = (typeof TOTALLED_PARTS)[number];

/** The rows that count in a figure, each with the amounts that count: their sums are the figure's. */
export type CountedQuestion = FactQuestion & {
  readonly filter: RowFilter;
  /** Null: no row is off target by itself. */
  readonly rule: OffTargetRule | null;
};

/** Rows added up. `quantile`: of percentiles, of the rows' durations; null where there is none. */
export type RowGroup = {
  readonly name: string;
  readonly rows: number;
  /** In the order of the question's measures; null where no row states it. */
  readonly amounts: readonly (number | null)[];
  /** How many rows state each amount. */
  readonly stated: readonly number[];
  readonly quantile: number | null;
  /** How many rows have the duration. */
  readonly n: number;
  /** How many rows are off target by themselves; 0 without a rule. */
  readonly offTarget: number;
};

export type RowTotals = {
  readonly all: RowGroup;
  /** Those with the most rows off target first, then the most rows; `groups` is how many there are. */
  readonly by: Readonly<Record<TotalledPart, { readonly groups: number; readonly shown: readonly RowGroup[] }>>;
};

/** The amounts of the rows that count, added up; of measures that add up. */
export async function sumCountedRows(db: Database, viewer: Viewer, question: FactQuestion): Promise<Amounts> {
  if (question.refs.length === 0) return {};
  const rows = await readAs(db, viewer, async (tx) => {
    const amounts = amountColumns(question).map((column) => exactSumSql(column));
    return tx.$queryRaw<{ amounts: (number | null)[] }[]>(
      sql`SELECT ARRAY[${join(amounts)}]::float8[] AS amounts FROM (${await countedSql(tx, viewer, question)}) AS r`,
    );
  });
  const stated = question.refs.flatMap((ref, index) => {
    const amount = rows[0]?.amounts[index] ?? null;
    return amount === null ? [] : [[ref, amount] as const];
  });
  return Object.fromEntries(stated);
}

const NO_ROWS: RowGroup = { name: "", rows: 0, amounts: [], stated: [], quantile: null, n: 0, offTarget: 0 };

type GroupRow = Omit<RowGroup, "name"> & { part: TotalledPart | null; name: string | null; groups: number };

/** Groups of one part that are read. */
const MAX_GROUPS = 100;

/** All rows and those of each site, agent, team and reason, added up in one pass. */
export async function totalRows(
  db: Database,
  viewer: Viewer,
  question: CountedQuestion,
  percentile: PercentileSource | null,
): Promise<RowTotals> {
  const rows = await readAs(db, viewer, async (tx) => {
    const amounts = amountColumns(question).map((column) => exactSumSql(column));
    const stated = amountColumns(question).map((column) => sql`count(${column})`);
    const seconds = sql`r.${amountColumn(0)}`;
    const quantile = percentile === null ? sql`NULL::float8` : quantileSql(percentile, seconds);
    const off = sql`count(*) FILTER (WHERE ${offTargetSql(question)})`;
    const parts = join(TOTALLED_PARTS.map((part) => sql`r.${raw(part)}`));
    const sets = join(TOTALLED_PARTS.map((part) => sql`(r.${raw(part)})`));
    const part = join(
      TOTALLED_PARTS.map((name) => sql`WHEN grouping(r.${raw(name)}) = 0 THEN ${name}::text`),
      " ",
    );
    return tx.$queryRaw<GroupRow[]>(sql`
      SELECT part, name, rows, amounts, stated, quantile, n, "offTarget", groups FROM (
        SELECT CASE ${part} END AS part, coalesce(${parts}) AS name, count(*)::int AS rows,
          ARRAY[${join(amounts)}]::float8[] AS amounts, ARRAY[${join(stated)}]::float8[] AS stated,
          ${quantile} AS quantile, count(${seconds})::float8 AS n,
          (${off})::int AS "offTarget", (count(*) OVER of_part)::int AS groups,
          row_number() OVER (PARTITION BY grouping(${parts}) ORDER BY ${off} DESC, count(*) DESC, coalesce(${parts})) AS position
        FROM (${await countedSql(tx, viewer, question)}) AS r WHERE ${filterSql(question)}
        GROUP BY GROUPING SETS ((), ${sets})
        WINDOW of_part AS (PARTITION BY grouping(${parts}))
      ) AS one WHERE position <= ${MAX_GROUPS} ORDER BY part, position`);
  });
  const groupOf = ({ name, rows: count, amounts, stated, quantile, n, offTarget }: GroupRow): RowGroup => {
    const own = { name: name ?? "", rows: count, amounts, stated, offTarget };
    return { ...own, ...(quantile === null ? { quantile, n } : nearest(quantile, n)) };
  };
  const of = (part: TotalledPart) => {
    const own = rows.filter((row) => row.part === part);
    return { groups: own[0]?.groups ?? 0, shown: own.map(groupOf) };
  };
  const all = rows.find((row) => row.part === null);
  return {
    all: all === undefined ? NO_ROWS : groupOf(all),
    by: { site: of("site"), agent: of("agent"), team: of("team"), reason: of("reason") },
  };
}

/** How many rows a day has, and how many of them are off target by themselves. */
export type DayRows = { readonly day: Day; readonly rows: number; readonly offTarget: number };

/** The days that have rows, in order. */
export async function countRowsByDay(db: Database, viewer: Viewer, question: CountedQuestion): Promise<DayRows[]> {
  return readAs(db, viewer, async (tx) =>
    tx.$queryRaw<DayRows[]>(sql`
      SELECT r.day::text AS day, count(*)::int AS rows,
        (count(*) FILTER (WHERE ${offTargetSql(question)}))::int AS "offTarget"
      FROM (${await countedSql(tx, viewer, question)}) AS r WHERE ${filterSql(question)} GROUP BY r.day ORDER BY r.day`),
  );
}

function nearest(value: number, n: number): { quantile: number | null; n: number } {
  return { quantile: quantileFrom(value, n).value, n };
}

export const ROW_ORDERS = ["when", "id", "site", "agent", "team", "reason", "amount"] as const;
/** `amount`: which of the question's measures, for that order. */
export type RowOrder = {
  readonly by: (typeof ROW_ORDERS)[number];
  readonly amount: number;
  readonly isDescending: boolean;
};

/** A page of the rows that count. */
export async function findCountedRows(
  db: Database,
  viewer: Viewer,
  question: CountedQuestion,
  { order, limit, offset }: { order: RowOrder; limit: number; offset: number },
): Promise<FactRow[]> {
  return readAs(db, viewer, async (tx) =>
    tx.$queryRaw<FactRow[]>(
      sql`${listSql(await countedSql(tx, viewer, question), viewer, question, order)} LIMIT ${limit} OFFSET ${offset}`,
    ),
  );
}

/** The same rows, up to so many, in batches as they are requested. */
export async function exportCountedRows(
  db: Database,
  viewer: Viewer,
  question: CountedQuestion,
  { order, limit }: { order: RowOrder; limit: number },
): Promise<AsyncGenerator<FactRow[]>> {
  const counted = await readAs(db, viewer, (tx) => countedSql(tx, viewer, question));
  return exportRows<FactRow>(db, viewer, [sql`${listSql(counted, viewer, question, order)} LIMIT ${limit}`]);
}

function listSql(counted: Prisma.Sql, viewer: Viewer, question: CountedQuestion, order: RowOrder): Prisma.Sql {
  return sql`
    SELECT r.kind, r.source, r.external_id AS "externalId", r.batch_id AS "batchId",
      (SELECT b.reference::text FROM import_batch b WHERE b.id = r.batch_id AND ${wholeBatch(viewer)}) AS "batchReference",
      r.line, r.day::text AS day, ${instantSql(sql`r.at`)}, r.site, r.program, r.channel, r.agent, r.team, r.reason, r.measure,
      ARRAY[${join(amountColumns(question))}]::float8[] AS amounts
    FROM (${counted}) AS r WHERE ${filterSql(question)} ORDER BY ${orderSql(question, order)}`;
}

const ORDER_COLUMNS = {
  when: sql`r.day`,
  id: sql`r.external_id`,
  site: sql`r.site`,
  agent: sql`r.agent`,
  team: sql`r.team`,
  reason: sql`r.reason`,
} as const;

/** Rows without what they are sorted by come last, whichever way. */
function orderSql(question: CountedQuestion, { by, amount, isDescending }: RowOrder): Prisma.Sql {
  const column = by === "amount" ? amountColumns(question)[amount] : ORDER_COLUMNS[by];
  const way = isDescending ? sql`DESC NULLS LAST` : sql`ASC NULLS LAST`;
  const time = by === "when" ? sql`r.at ${way}` : sql`r.day, r.at`;
  return sql`${column ?? ORDER_COLUMNS.when} ${way}, ${time}, r.source, r.external_id, r.kind`;
}

function filterSql(question: CountedQuestion): Prisma.Sql {
  const { search, offTarget, ...parts } = question.filter;
  const own = ROW_PARTS.flatMap((part) => {
    const value = parts[part];
    return value === undefined ? [] : [sql`r.${raw(part)} = ${value}`];
  });
  const pattern = `%${(search ?? "").replaceAll(/[\\%_]/g, "\\$&")}%`;
  const found =
    search === undefined
      ? []
      : [sql`(r.external_id ILIKE ${pattern} OR r.agent ILIKE ${pattern} OR r.reason ILIKE ${pattern})`];
  const all = [...own, ...found, ...(offTarget === undefined ? [] : [offTargetSql(question)])];
  return all.length === 0 ? sql`TRUE` : join(all, " AND ");
}

/** Whether a row's own figure does not reach the level. A row that adds nothing to divide by has no figure. */
function offTargetSql({ rule, ...question }: CountedQuestion): Prisma.Sql {
  if (rule === null) return sql`FALSE`;
  const columns = amountColumns(question);
  const sum = (weights: readonly number[]) => {
    const terms = columns.flatMap((column, index) => {
      const weight = weights[index] ?? 0;
      return weight === 0 ? [] : [sql`${weight}::float8 * coalesce(${column}, 0)`];
    });
    return terms.length === 0 ? sql`0::float8` : sql`(${join(terms, " + ")})`;
  };
  const of = rule.denominator === null ? sql`1::float8` : sum(rule.denominator);
  const states = rule.denominator === null ? sql`${columns[0] ?? sql`NULL`} IS NOT NULL` : sql`${of} > 0`;
  const figure = sum(rule.numerator);
  const level = (end: number) => sql`${end}::float8 * ${of}`;
  // Sums of decimals may miss an equal level by the last bit.
  const slack = sql`1e-9 * abs(${level(Math.max(Math.abs(rule.expected.low), Math.abs(rule.expected.high)))})`;
  const { low, high } = rule.expected;
  const under = sql`${figure} < ${level(low)} - ${slack}`;
  const over = sql`${figure} > ${level(high)} + ${slack}`;
  const misses = {
    ">=": under,
    ">": sql`${figure} <= ${level(low)} + ${slack}`,
    "<=": over,
    "<": sql`${figure} >= ${level(high)} - ${slack}`,
    band: sql`(${under} OR ${over})`,
  }[rule.comparator];
  return sql`(${states} AND ${misses})`;
}

function amountColumns({ refs, duration }: Pick<FactQuestion, "refs" | "duration">): Prisma.Sql[] {
  const count = duration === null ? refs.length : 1;
  return Array.from({ length: count }, (_, index) => sql`r.${amountColumn(index)}`);
}

const AT: Readonly<Record<FactKind, Prisma.Sql>> = {
  contacts: sql`c.opened_at`,
  reviews: sql`c.reviewed_at`,
  totals: sql`NULL::timestamptz`,
};

/** The rows of every kind that count. Where totals state a measure, each day and slice has the side of it that counts in the roll-up. */
async function countedSql(tx: Reader, viewer: Viewer, question: FactQuestion): Promise<Prisma.Sql> {
  const tables = await tablesOf(tx, viewer, question);
  const added = question.refs.filter((ref) => measureDefinition(ref)?.aggregate === "sum");
  const limits = limitsSql(viewer, question);
  const areRanked =
    question.duration === null &&
    question.severity === undefined &&
    added.length > 0 &&
    (await areThereTotals(tx, added, limits));
  const contacts = { table: tables.contacts, asOf: tables.asOf };
  const best = added.map((ref) => sql`min(stated.rank) FILTER (WHERE stated.ref = ${ref})`);
  const joined = areRanked
    ? sql`LEFT JOIN (
        SELECT ${CELL}, ARRAY[${join(best)}] AS ranks FROM (${statedSql(added, limits, contacts)}) AS stated GROUP BY ${CELL}
      ) AS best ON (best.day, best.site, best.program, best.channel) = (c.day, c.site, c.program, c.channel)`
    : Prisma.empty;
  const ofKinds = FACT_KINDS.map((kind) => {
    const rank = kind === "totals" ? TOTALS_RANK_SQL : sql`${ROWS_RANK}::int`;
    const amounts = amountsSql(question, kind, tables.asOf).map((amount, index) => {
      const position = added.indexOf(question.refs[index] ?? "");
      const counts =
        areRanked && position >= 0
          ? sql`CASE WHEN best.ranks[${position + 1}::int] = ${rank} THEN ${amount} END`
          : amount;
      return sql`(${counts})::float8 AS ${amountColumn(index)}`;
    });
    const measure = kind === "totals" ? sql`c.measure` : sql`''`;
    return sql`SELECT ${kind}::text AS kind, c.source, c.external_id, c.batch_id, c.line, c.day, ${AT[kind]} AS at,
      c.site, c.program, c.channel, c.agent, c.team, c.reason, ${measure} AS measure, ${join(amounts)}
      ${fromSql(viewer, question, kind, tables, joined)}`;
  });
  const states = sql`num_nonnulls(${join(amountColumns(question))}) > 0`;
  return sql`SELECT r.* FROM (${join(ofKinds, " UNION ALL ")}) AS r WHERE ${states}`;
}
