import type { Day } from "~/domain/calendar/day";
import type { Database } from "./database.server";
import { EVENT_RANK } from "./facts-table";
import { countsSql } from "./row-precedence.server";

/** A row that a batch changed: what each of its fields held before, and what the batch says. */
export type RowChange = {
  externalId: string;
  line: number;
  /** Columns of the table as they are stored; null: nothing was known. */
  fields: { column: string; from: string | number | boolean | null; to: string | number | boolean | null }[];
};

/**
 * The rows that a batch changed, in the order of its file. What a row held before is what the batches before it say, folded in their
 * order. For callers that have checked that the batch may be seen.
 */
export async function listRowChanges(
  db: Database,
  batchId: number,
  { offset, limit }: { offset: number; limit: number },
): Promise<RowChange[]> {
  const { rows } = await db.pool.query<RowChange>(
    `SELECT s.external_id AS "externalId", s.line, changed.fields
     FROM row_statement s
     CROSS JOIN LATERAL (
       SELECT jsonb_object_agg(part.key, part.value ORDER BY p.batch_id) AS known
       FROM row_statement p CROSS JOIN LATERAL jsonb_each(p.stated) part
       WHERE p.vendor_id = s.vendor_id AND p.kind = s.kind AND p.source = s.source AND p.external_id = s.external_id
         AND p.batch_id < s.batch_id AND ${countsSql("p")}
     ) before
     CROSS JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('column', said.key, 'from', before.known -> said.key, 'to', said.value) ORDER BY said.key) AS fields
       FROM jsonb_each(s.stated) said WHERE NULLIF(before.known -> said.key, 'null') IS DISTINCT FROM NULLIF(said.value, 'null') AND said.key <> '${EVENT_RANK}'
     ) changed
     WHERE s.batch_id = $1 AND s.stated IS NOT NULL AND before.known IS NOT NULL AND changed.fields IS NOT NULL AND ${countsSql("s")}
     ORDER BY s.line, s.external_id LIMIT $2 OFFSET $3`,
    [batchId, limit, offset],
  );
  return rows;
}

export type DayTotal = { day: Day; rows: number };
export type FileBefore = { batchId: number; fileName: string };
export type ComparedDays = { before: FileBefore | null; days: DayTotal[]; daysBefore: DayTotal[] };

/**
 * How many rows of each day a batch speaks of, as the rows stand now, beside the file of the same partners and source that was
 * applied before it. For callers that have checked that the batch may be seen.
 */
export async function compareDays(db: Database, batchId: number): Promise<ComparedDays> {
  const { rows } = await db.pool.query<FileBefore>(
    `SELECT p.id AS "batchId", p.file_name AS "fileName" FROM import_batch b
     JOIN import_batch p ON p.source = b.source AND p.kind = b.kind AND p.vendor_ids && b.vendor_ids AND p.status = 'applied' AND p.id < b.id
     WHERE b.id = $1 ORDER BY p.id DESC LIMIT 1`,
    [batchId],
  );
  const before = rows[0] ?? null;
  const [days, daysBefore] = await Promise.all([
    countDays(db, batchId),
    before === null ? [] : countDays(db, before.batchId),
  ]);
  return { before, days, daysBefore };
}

async function countDays(db: Database, batchId: number): Promise<DayTotal[]> {
  const table = (name: string, kind: string) => `
    SELECT day FROM ${name} WHERE batch_id = $1
    UNION ALL SELECT t.day FROM row_statement r
    JOIN ${name} t ON t.vendor_id = r.vendor_id AND t.source = r.source AND t.external_id = r.external_id
    WHERE r.batch_id = $1 AND r.kind = '${kind}' AND t.batch_id <> $1`;
  const { rows } = await db.pool.query<DayTotal>(
    `SELECT day::text AS day, count(*)::int AS rows
     FROM (${table("contact", "contacts")} UNION ALL ${table("review", "reviews")} UNION ALL ${table("tally", "tallies")}) said
     GROUP BY 1 ORDER BY 1`,
    [batchId],
  );
  return rows;
}
