import type { Viewer } from "~/domain/access/viewer";
import { FACT_KINDS, type FactKind } from "~/domain/facts/fact-fields";
import { measureDefinition, type MeasureRef } from "~/domain/metrics/measure-ref";
import { contactsSource, type ContactsSource } from "../sql/contacts-sql";
import { findDaysFollowed } from "./measure-sources";
import type { Database } from "../db/database.server";
import { exactSumSql } from "../sql/exact-sum-sql";
import { daysSql, type FactQuestion } from "./fact-rows.server";
import { Prisma } from "../generated/client";
import { readAs, type Reader } from "../db/read-as.server";
import { scopeFilter, sliceFilter } from "../sql/scope-filter";
import { CELL, statedSql } from "../sql/sides-sql";

/** What rows say of a measure on days and slices where another side's word counts, and what counts on the very same ones. */
export type Overridden = {
  readonly ref: MeasureRef;
  readonly kind: FactKind;
  readonly sources: readonly string[];
  readonly stated: number;
  readonly counted: number;
};

type SideRow = {
  ref: MeasureRef;
  kind: FactKind;
  counts: boolean;
  sources: string[];
  stated: number;
  counted: number;
};

const { sql, raw } = Prisma;
const C = raw("c");

/** What the sides say of a figure's measures: which kinds of rows count of each, and what does not count. */
export type Sides = {
  readonly counting: ReadonlyMap<MeasureRef, readonly FactKind[]>;
  readonly overridden: readonly Overridden[];
};

const NO_TOTALS: Sides = { counting: new Map(), overridden: [] };

/** Of measures that add up, and only where totals state any: without them each has the rows of its definition alone. */
export async function findSides(db: Database, viewer: Viewer, question: FactQuestion): Promise<Sides> {
  const refs = question.refs.filter((ref) => measureDefinition(ref)?.aggregate === "sum");
  if (refs.length === 0 || question.severity !== undefined) return NO_TOTALS;
  const limits = limitsSql(viewer, question);
  const rows = await readAs(db, viewer, async (tx) => {
    if (!(await areThereTotals(tx, refs, limits))) return null;
    const { range } = question;
    const span = { from: sql`${range.from}::date`, until: sql`${range.until}::date` };
    const contacts = contactsSource({
      refs,
      span,
      scope: viewer.scope,
      daysFollowed: await findDaysFollowed(tx, refs),
    });
    return tx.$queryRaw<SideRow[]>(sidesSql(refs, limits, contacts));
  });
  if (rows === null) return NO_TOTALS;
  const [counting, losing] = [rows.filter(({ counts }) => counts), rows.filter(({ counts }) => !counts)];
  const kindsOf = (ref: MeasureRef) =>
    FACT_KINDS.filter((kind) => counting.some((row) => row.ref === ref && row.kind === kind));
  return {
    counting: new Map(refs.map((ref) => [ref, kindsOf(ref)])),
    overridden: refs.flatMap((ref) => FACT_KINDS.flatMap((kind) => addUp(ref, kind, losing) ?? [])),
  };
}

/** Whether any total within the limits states one of the measures: without, contacts and reviews all count. */
export async function areThereTotals(tx: Reader, refs: readonly MeasureRef[], limits: Prisma.Sql): Promise<boolean> {
  const [totals] = await tx.$queryRaw<{ found: boolean }[]>(
    sql`SELECT EXISTS (SELECT FROM total AS c WHERE c.measure = ANY (${[...refs]}::text[]) AND c.amount IS NOT NULL AND ${limits}) AS found`,
  );
  return totals?.found === true;
}

/** Days and slices differ in which sources speak of them; together they are one side. */
function addUp(ref: MeasureRef, kind: FactKind, rows: readonly SideRow[]): Overridden | null {
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

/** The rows of the question, with their table as `c`, whatever they state. */
export function limitsSql(viewer: Viewer, question: FactQuestion): Prisma.Sql {
  const { vendorId, slice } = question;
  return sql`c.vendor_id = ${vendorId} AND ${daysSql(question)}
    AND ${sliceFilter(slice, C)} AND ${scopeFilter(viewer.scope, C)}`;
}

/** Each side's word by measure, day and slice. The lower rank counts, as in the roll-up. */
function sidesSql(refs: readonly MeasureRef[], limits: Prisma.Sql, contacts: ContactsSource): Prisma.Sql {
  return sql`
    WITH sides AS (
      SELECT ref, rank, kind, ${CELL}, ${exactSumSql(sql`amount`)} AS amount, array_agg(source ORDER BY source) AS sources
      FROM (${statedSql(refs, limits, contacts)}) AS stated
      GROUP BY ref, rank, kind, ${CELL}
    ), ranked AS (
      SELECT *, min(rank) OVER cell AS best, first_value(amount) OVER (cell ORDER BY rank) AS counted
      FROM sides WINDOW cell AS (PARTITION BY ref, ${CELL})
    )
    SELECT ref, kind, rank = best AS counts, sources, ${exactSumSql(sql`amount`)} AS stated, ${exactSumSql(sql`counted`)} AS counted
    FROM ranked GROUP BY ref, kind, rank = best, sources`;
}
