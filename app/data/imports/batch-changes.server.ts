import type { Day } from "~/domain/calendar/day";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import type { Database } from "../db/database.server";
import { EVENT_RANK, factTable } from "../sql/fact-table";
import { PRELIMINARY } from "../sql/fact-table";
import { countsSql } from "../sql/row-precedence";

/** A row that a batch changed: what each of its fields held before, and what the batch says. */
export type RowChange = {
  externalId: string;
  line: number;
  /** Columns of the table as they are stored; null: nothing was known. */
  fields: { column: string; from: string | number | boolean | null; to: string | number | boolean | null }[];
};

const NO_FIGURES: readonly string[] = [PRELIMINARY, EVENT_RANK, "looked_up"];
/** Columns that hold a figure, a flag or an instant of what happened, and not who, where or with which status. */
const FIGURE_COLUMNS = [
  ...new Set(
    FACT_KINDS.flatMap((kind) =>
      factTable(kind)
        .columns.filter(({ name, isText }) => !isText && !NO_FIGURES.includes(name))
        .map(({ name }) => name),
    ),
  ),
];

/**
 * The rows that a batch changed, in the order of its file; `figures`: only those of which a figure changed, and of these only the
 * figures. What a row held before is what the batches before it say, folded in their
 * order. For callers that have checked that the batch may be seen.
 */
export async function listRowChanges(
  db: Database,
  batchId: number,
  { offset, limit, only = "all" }: { offset: number; limit: number; only?: "all" | "figures" },
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
       FROM jsonb_each(s.stated) said WHERE NULLIF(before.known -> said.key, 'null') IS DISTINCT FROM NULLIF(said.value, 'null')
         AND CASE WHEN $4 THEN said.key = ANY ($5) ELSE said.key <> '${EVENT_RANK}' END
     ) changed
     WHERE s.batch_id = $1 AND s.stated IS NOT NULL AND before.known IS NOT NULL AND changed.fields IS NOT NULL AND ${countsSql("s")}
     ORDER BY s.line, s.external_id LIMIT $2 OFFSET $3`,
    [batchId, limit, offset, only === "figures", FIGURE_COLUMNS],
  );
  return rows;
}

export type DayTotal = { day: Day; rows: number };
export type FileBefore = { batchId: number; fileName: string };
export type ComparedDays = { before: FileBefore | null; days: DayTotal[]; daysBefore: DayTotal[] };

/**
 * How many rows of its file a batch has for each day, as its values are now, beside the file of the same partners and source that was
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

const saidOf = (table: string, kind: string) => `
  SELECT day, line FROM ${table} WHERE batch_id = $1
  UNION ALL SELECT t.day, r.line FROM row_statement r
  JOIN ${table} t ON t.vendor_id = r.vendor_id AND t.source = r.source AND t.external_id = r.external_id
  WHERE r.batch_id = $1 AND r.kind = '${kind}' AND t.batch_id <> $1`;
/** Day and line of all that the batch $1 says. */
const SAID = [saidOf("contact", "contacts"), saidOf("review", "reviews"), saidOf("tally", "tallies")].join(
  " UNION ALL ",
);

export type FutureRows = { rows: number; firstDay: Day; lastDay: Day };

/** The rows of a batch's file that are of days after today; null without any. For callers that have checked that the batch may be seen. */
export async function findFutureRows(db: Database, batchId: number, today: Day): Promise<FutureRows | null> {
  const { rows } = await db.pool.query<FutureRows>(
    `SELECT count(DISTINCT line)::int AS rows, min(day)::text AS "firstDay", max(day)::text AS "lastDay"
     FROM (${SAID}) said WHERE day > $2 HAVING count(*) > 0`,
    [batchId, today],
  );
  return rows[0] ?? null;
}

async function countDays(db: Database, batchId: number): Promise<DayTotal[]> {
  const { rows } = await db.pool.query<DayTotal>(
    `SELECT day::text AS day, count(DISTINCT line)::int AS rows
     FROM (${SAID}) said
     GROUP BY 1 ORDER BY 1`,
    [batchId],
  );
  return rows;
}
