import type { Viewer } from "~/domain/access/viewer";
import { FACT_KINDS, type FactKind } from "~/domain/facts/fact-fields";
import { measureDefinition, type MeasureRef } from "~/domain/metrics/measure-ref";
import { WIDEST_OF_SOURCE_SQL } from "./breakdown-sql";
import { contactsSource, findDaysFollowed, type ContactsSource } from "./contacts-sql";
import type { Database } from "./database.server";
import { exactSumSql } from "./exact-sum-sql";
import { daysSql, type FactQuestion } from "./facts-read.server";
import { Prisma } from "./generated/client";
import { readAs } from "./read-as.server";
import { rowAmountSql } from "./row-amount-sql";
import { scopeFilter, sliceFilter } from "./scope-filter.server";
import { NAMED_TALLY_SQL } from "./source-choice-sql";

/** What rows say of a measure on days and slices where another side's word counts, and what counts on the very same ones. */
export type Outvoted = {
  readonly ref: MeasureRef;
  readonly kind: FactKind;
  readonly sources: readonly string[];
  readonly stated: number;
  readonly counted: number;
};

type OutvotedRow = { ref: MeasureRef; kind: FactKind; sources: string[]; stated: number; counted: number };

const { sql, join, raw } = Prisma;
const C = raw("c");
const CELL = raw("day, site, program, channel");
const ROW_KINDS = ["contacts", "reviews"] as const;

/** What the losing sides say of a figure's measures that add up. Only where tallies meet contacts, reviews or other tallies. */
export async function findOutvoted(db: Database, viewer: Viewer, question: FactQuestion): Promise<Outvoted[]> {
  const refs = question.refs.filter((ref) => measureDefinition(ref)?.aggregate === "sum");
  if (refs.length === 0 || question.severity !== undefined) return [];
  const limits = limitsSql(viewer, question);
  const rows = await readAs(db, viewer, async (tx) => {
    const [tallies] = await tx.$queryRaw<{ found: boolean }[]>(
      sql`SELECT EXISTS (SELECT FROM tally AS c WHERE c.measure = ANY (${refs}::text[]) AND c.amount IS NOT NULL AND ${limits}) AS found`,
    );
    if (!tallies?.found) return [];
    const { range } = question;
    const span = { from: sql`${range.from}::date`, until: sql`${range.until}::date` };
    const contacts = contactsSource({
      refs,
      span,
      scope: viewer.scope,
      daysFollowed: await findDaysFollowed(tx, refs),
    });
    return tx.$queryRaw<OutvotedRow[]>(outvotedSql(refs, limits, contacts));
  });
  return refs.flatMap((ref) => FACT_KINDS.flatMap((kind) => addUp(ref, kind, rows) ?? []));
}

/** Days and slices differ in which sources speak of them; together they are one side. */
function addUp(ref: MeasureRef, kind: FactKind, rows: readonly OutvotedRow[]): Outvoted | null {
  const own = rows.filter((row) => row.ref === ref && row.kind === kind);
  if (own.length === 0) return null;
  return {
    ref,
    kind,
    sources: [...new Set(own.flatMap(({ sources }) => sources))].sort(),
    stated: own.reduce((sum, { stated }) => sum + stated, 0),
    counted: own.reduce((sum, { counted }) => sum + counted, 0),
  };
}

function limitsSql(viewer: Viewer, question: FactQuestion): Prisma.Sql {
  const { vendorId, slice } = question;
  return sql`c.vendor_id = ${vendorId} AND ${daysSql(question)}
    AND ${sliceFilter(slice, C)} AND ${scopeFilter(viewer.scope, C)}`;
}

/** Each side's word by measure, day and slice. The lower rank counts, as in the roll-up. */
function outvotedSql(refs: readonly MeasureRef[], limits: Prisma.Sql, contacts: ContactsSource): Prisma.Sql {
  const ofRows = ROW_KINDS.map((kind) => {
    const sums = refs.map(
      (ref, index) => sql`${exactSumSql(rowAmountSql(ref, kind, contacts.asOf))} AS ${raw(`amount_${index}`)}`,
    );
    const pairs = refs.map((ref, index) => sql`(${ref}::text, ${raw(`amount_${index}`)})`);
    return sql`
      SELECT said.ref, 1 AS rank, ${kind} AS kind, added.source, ${CELL}, said.amount FROM (
        SELECT c.source, ${CELL}, ${join(sums)} FROM ${kind === "contacts" ? contacts.table : raw("review")} AS c
        WHERE ${limits} AND (c.day, c.site, c.program, c.channel) IN (SELECT ${CELL} FROM totals)
        GROUP BY c.source, ${CELL}
      ) AS added CROSS JOIN LATERAL (VALUES ${join(pairs)}) AS said (ref, amount) WHERE said.amount IS NOT NULL`;
  });
  return sql`
    WITH totals AS (
      SELECT c.measure AS ref, CASE WHEN ${NAMED_TALLY_SQL} AND ${WIDEST_OF_SOURCE_SQL} THEN 0 ELSE 2 + COALESCE(c.breakdown, 0) END AS rank, 'tallies' AS kind, c.source,
        ${CELL}, ${exactSumSql(sql`c.amount`)} AS amount
      FROM tally AS c WHERE c.measure = ANY (${[...refs]}::text[]) AND c.amount IS NOT NULL AND ${limits} GROUP BY 1, 2, c.source, ${CELL}
    ), sides AS (
      SELECT ref, rank, kind, ${CELL}, ${exactSumSql(sql`amount`)} AS amount, array_agg(source ORDER BY source) AS sources
      FROM (SELECT * FROM totals UNION ALL ${join(ofRows, " UNION ALL ")}) AS said
      GROUP BY ref, rank, kind, ${CELL}
    ), ranked AS (
      SELECT *, min(rank) OVER cell AS best, first_value(amount) OVER (cell ORDER BY rank) AS counted
      FROM sides WINDOW cell AS (PARTITION BY ref, ${CELL})
    )
    SELECT ref, kind, sources, ${exactSumSql(sql`amount`)} AS stated, ${exactSumSql(sql`counted`)} AS counted
    FROM ranked WHERE rank > best GROUP BY ref, kind, sources`;
}
