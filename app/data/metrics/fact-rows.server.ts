import type { Viewer } from "~/domain/access/viewer";
import type { DayRange } from "~/domain/calendar/day-range";
import { FACT_KINDS, type FactKind } from "~/domain/facts/fact-fields";
import type { Counted } from "~/domain/metrics/counted";
import type { Duration } from "~/domain/metrics/contact-amounts";
import type { MeasureRef } from "~/domain/metrics/measure-ref";
import { contactsSource } from "../sql/contacts-sql";
import { findDaysFollowed } from "./measure-sources";
import { countedParameter, notExcludedSql, onCountedDaysSql } from "../sql/counted-sql";
import { DURATION_SQL } from "../sql/contact-durations-sql";
import type { Database } from "../db/database.server";
import { exportRows } from "../db/export-rows.server";
import { Prisma } from "../generated/client";
import { readAs, type Reader } from "../db/read-as.server";
import { rowAmountSql } from "../sql/row-amount-sql";
import { scopeFilter, sliceFilter, type Slice } from "../sql/scope-filter";

/** The rows behind a figure: those of its days and slice that say anything of its measures, or have its duration. */
export type FactQuestion = {
  readonly vendorId: number;
  readonly range: DayRange;
  /** The days and rows of the range that count, where these are not all. */
  readonly counted?: Counted | undefined;
  readonly slice: Slice;
  readonly severity?: string;
  /** Measures whose amounts each row is requested, in this order. */
  readonly refs: readonly MeasureRef[];
  /** For percentiles: the duration, instead of measures. */
  readonly duration: Duration | null;
};

/** One row. Texts are '' where the file did not say. `amounts` is in the order of the question's measures. */
export type FactRow = {
  kind: FactKind;
  source: string;
  externalId: string;
  batchId: number;
  /** Of its import; null where the viewer may not see the whole file. */
  batchReference: string | null;
  line: number;
  day: string;
  /** ISO instant; null for totals, which name a day only. */
  at: string | null;
  site: string;
  program: string;
  channel: string;
  agent: string;
  team: string;
  reason: string;
  /** Of totals: the measure that they state. */
  measure: string;
  amounts: (number | null)[];
};

export type FactCount = { readonly kind: FactKind; readonly rows: number };

/** How many rows of each kind stand behind a figure. */
export async function countFacts(db: Database, viewer: Viewer, question: FactQuestion): Promise<FactCount[]> {
  return readAs(db, viewer, async (tx) => {
    const tables = await tablesOf(tx, viewer, question);
    const counts = FACT_KINDS.map(
      (kind) => Prisma.sql`SELECT ${kind} AS kind, count(*)::int AS rows ${fromSql(viewer, question, kind, tables)}`,
    );
    return tx.$queryRaw<FactCount[]>(Prisma.join(counts, " UNION ALL "));
  });
}

type Page = { readonly kind: FactKind; readonly limit: number; readonly offset: number };

/** A page of the rows of one kind, in the order of their day and time. */
export async function findFacts(db: Database, viewer: Viewer, question: FactQuestion, page: Page): Promise<FactRow[]> {
  return readAs(db, viewer, async (tx) => {
    const tables = await tablesOf(tx, viewer, question);
    return tx.$queryRaw<FactRow[]>(pageSql(viewer, question, page, tables));
  });
}

/** The rows of these kinds, one kind after the other, up to so many of them all; in batches, as they are requested. */
export async function exportFacts(
  db: Database,
  viewer: Viewer,
  question: FactQuestion,
  counts: readonly FactCount[],
  limit: number,
): Promise<AsyncGenerator<FactRow[]>> {
  const tables = await readAs(db, viewer, (tx) => tablesOf(tx, viewer, question));
  let left = limit;
  const statements = counts.map(({ kind, rows }) => {
    const page = { kind, limit: left, offset: 0 };
    left = Math.max(0, left - rows);
    return pageSql(viewer, question, page, tables);
  });
  return exportRows<FactRow>(db, viewer, statements);
}

function pageSql(viewer: Viewer, question: FactQuestion, { kind, limit, offset }: Page, tables: Tables): Prisma.Sql {
  const amounts = amountsSql(question, kind, tables.asOf);
  return Prisma.sql`
    SELECT ${kind}::text AS kind, c.source, c.external_id AS "externalId", c.batch_id AS "batchId",
      (SELECT b.reference::text FROM import_batch b WHERE b.id = c.batch_id AND ${wholeBatch(viewer)}) AS "batchReference", c.line, c.day::text AS day,
      ${COLUMNS[kind]}, c.site, c.program, c.channel,
      ARRAY[${Prisma.join(amounts)}]::float8[] AS amounts
    ${fromSql(viewer, question, kind, tables)}
    ORDER BY c.day, ${ORDER[kind]} LIMIT ${limit} OFFSET ${offset}`;
}

export const instantSql = (column: Prisma.Sql) =>
  Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at`;

const COLUMNS: Readonly<Record<FactKind, Prisma.Sql>> = {
  contacts: Prisma.sql`${instantSql(Prisma.sql`c.opened_at`)}, c.agent, c.team, c.reason, '' AS measure`,
  reviews: Prisma.sql`${instantSql(Prisma.sql`c.reviewed_at`)}, c.agent, c.team, c.reason, '' AS measure`,
  totals: Prisma.sql`NULL AS at, c.agent, c.team, c.reason, c.measure`,
};

const ORDER: Readonly<Record<FactKind, Prisma.Sql>> = {
  contacts: Prisma.sql`c.opened_at, c.source, c.external_id`,
  reviews: Prisma.sql`c.reviewed_at, c.source, c.external_id`,
  totals: Prisma.sql`c.source, c.external_id`,
};

export type Tables = Readonly<Record<FactKind, Prisma.Sql>> & { readonly asOf: Prisma.Sql };

/** What the rows of each kind are read from. */
export async function tablesOf(tx: Reader, { scope }: Viewer, { range, refs }: FactQuestion): Promise<Tables> {
  const span = { from: Prisma.sql`${range.from}::date`, until: Prisma.sql`${range.until}::date` };
  const { table, asOf } = contactsSource({ refs, span, scope, daysFollowed: await findDaysFollowed(tx, refs) });
  return { contacts: table, reviews: Prisma.sql`review`, totals: Prisma.sql`total`, asOf };
}

export function amountsSql({ refs, duration }: FactQuestion, kind: FactKind, asOf: Prisma.Sql): Prisma.Sql[] {
  if (duration !== null) return [kind === "contacts" ? DURATION_SQL[duration] : Prisma.sql`NULL`];
  return refs.map((ref) => rowAmountSql(ref, kind, asOf));
}

/** The rows of one kind as `c`, with what is joined to them. */
export function fromSql(
  viewer: Viewer,
  question: FactQuestion,
  kind: FactKind,
  tables: Tables,
  joined = Prisma.empty,
): Prisma.Sql {
  const { vendorId, slice, severity } = question;
  const alias = Prisma.sql`c`;
  const ofSeverity = kind === "totals" ? Prisma.sql`FALSE` : Prisma.sql`c.severity = ${severity}`;
  const says = Prisma.sql`num_nonnulls(${Prisma.join(amountsSql(question, kind, tables.asOf).map((sql) => Prisma.sql`(${sql})::float8`))}) > 0`;
  return Prisma.sql`FROM ${tables[kind]} AS c ${joined}
    WHERE c.vendor_id = ${vendorId} AND ${daysSql(question)}
      AND ${sliceFilter(slice, alias)} AND ${scopeFilter(viewer.scope, alias)}
      AND ${severity === undefined ? Prisma.sql`TRUE` : ofSeverity} AND ${rowsSql(question, kind)} AND ${says}`;
}

/** Limits rows, as `c`, to the days that count. */
export function daysSql({ range, counted }: FactQuestion): Prisma.Sql {
  const inRange = Prisma.sql`c.day >= ${range.from}::date AND c.day < ${range.until}::date`;
  return counted === undefined ? inRange : Prisma.sql`${inRange} AND ${onCountedDaysSql(countedSql(counted), C)}`;
}

/** Limits rows of a kind, as `c`, to those that count on these days. */
function rowsSql({ counted }: FactQuestion, kind: FactKind): Prisma.Sql {
  return counted === undefined || kind !== "contacts" ? Prisma.sql`TRUE` : notExcludedSql(countedSql(counted), C);
}

function countedSql(counted: Counted): Prisma.Sql {
  return Prisma.sql`${JSON.stringify(countedParameter(counted))}::jsonb`;
}

const C = Prisma.sql`c`;

/** An import that rows behind a figure came from. */
export type ContributingBatch = {
  id: number;
  reference: string;
  fileName: string;
  source: string;
  kind: string;
  appliedAt: string;
  appliedBy: string;
  /** How many of the rows behind the figure are its. */
  rows: number;
};

/** The imports that the rows behind a figure came from, newest first. */
export async function findContributingBatches(
  db: Database,
  viewer: Viewer,
  question: FactQuestion,
): Promise<ContributingBatch[]> {
  return readAs(db, viewer, async (tx) => {
    const tables = await tablesOf(tx, viewer, question);
    const perKind = FACT_KINDS.map(
      (kind) =>
        Prisma.sql`SELECT c.batch_id, count(*)::int AS rows ${fromSql(viewer, question, kind, tables)} GROUP BY c.batch_id`,
    );
    return tx.$queryRaw<ContributingBatch[]>(Prisma.sql`
      SELECT b.id, b.reference::text AS reference, b.file_name AS "fileName", b.source, b.kind, b.applied_by AS "appliedBy",
        to_char(b.applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt", sum(f.rows)::int AS rows
      FROM (${Prisma.join(perKind, " UNION ALL ")}) AS f JOIN import_batch AS b ON b.id = f.batch_id AND ${wholeBatch(viewer)}
      GROUP BY b.id ORDER BY b.applied_at DESC, b.id DESC LIMIT 50`);
  });
}

/** A file that also held rows of others is not named to those who may not see them all. */
export function wholeBatch({ scope: { vendorIds } }: Viewer): Prisma.Sql {
  return vendorIds === "all" ? Prisma.sql`TRUE` : Prisma.sql`b.vendor_ids <@ ${[...vendorIds]}::integer[]`;
}
