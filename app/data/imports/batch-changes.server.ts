import type { Day } from "~/domain/calendar/day";
import { FACT_KINDS, FILE_KINDS, type FactKind } from "~/domain/facts/fact-fields";
import type { Database } from "../db/database.server";
import { EVENT_RANK, factTable, historyOf, PRELIMINARY } from "../sql/fact-table";
import { statementsSql } from "./load/row-history.server";
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
  const found = await db.inside.importBatch.findUnique({
    where: { id: batchId },
    select: { kind: true, source: true },
  });
  const kind = FILE_KINDS.find((one) => one === found?.kind);
  if (!found || !kind) return [];
  const ofRow = statementsSql(kind, { source: "h.source", rows: "SELECT h.vendor_id, h.external_id" });
  const { rows } = await db.pool.query<RowChange>(
    `SELECT h.external_id AS "externalId", h.line, changed.fields
     FROM ${historyOf(kind)} h
     CROSS JOIN LATERAL (
       WITH statement AS MATERIALIZED (${ofRow})
       SELECT s.stated, (
         SELECT jsonb_object_agg(part.key, part.value ORDER BY p.batch_id)
         FROM statement p CROSS JOIN LATERAL jsonb_each(p.stated) part
         WHERE p.batch_id < s.batch_id AND ${countsSql("p")}
       ) AS known
       FROM statement s WHERE s.batch_id = h.batch_id AND ${countsSql("s")}
     ) stated_row
     CROSS JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('column', part.key, 'from', stated_row.known -> part.key, 'to', part.value) ORDER BY part.key) AS fields
       FROM jsonb_each(stated_row.stated) part
       WHERE NULLIF(stated_row.known -> part.key, 'null') IS DISTINCT FROM NULLIF(part.value, 'null')
         AND CASE WHEN $4 THEN part.key = ANY ($5) ELSE part.key <> '${EVENT_RANK}' END
     ) changed
     WHERE h.batch_id = $1 AND h.holds <> 'none' AND stated_row.known IS NOT NULL AND changed.fields IS NOT NULL
     ORDER BY h.line, h.external_id LIMIT $2 OFFSET $3`,
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

const statedRowsOf = (kind: FactKind) => {
  const [table, history] = [factTable(kind).name, historyOf(kind)];
  return `
    SELECT day, line FROM ${table} WHERE batch_id = $1
    UNION ALL SELECT t.day, h.line FROM (
      SELECT vendor_id, source, external_id, line FROM ${history} WHERE batch_id = $1
      UNION SELECT vendor_id, source, external_id, previous_line FROM ${history} WHERE previous_batch_id = $1
    ) h
    JOIN ${table} t ON t.vendor_id = h.vendor_id AND t.source = h.source AND t.external_id = h.external_id
    WHERE t.batch_id <> $1`;
};
/** Day and line of all that the batch $1 says. */
const STATED_ROWS = FACT_KINDS.map(statedRowsOf).join(" UNION ALL ");

export type FutureRows = { rows: number; firstDay: Day; lastDay: Day };

/** The rows of a batch's file that are of days after today; null without any. For callers that have checked that the batch may be seen. */
export async function findFutureRows(db: Database, batchId: number, today: Day): Promise<FutureRows | null> {
  const { rows } = await db.pool.query<FutureRows>(
    `SELECT count(DISTINCT line)::int AS rows, min(day)::text AS "firstDay", max(day)::text AS "lastDay"
     FROM (${STATED_ROWS}) stated_row WHERE day > $2 HAVING count(*) > 0`,
    [batchId, today],
  );
  return rows[0] ?? null;
}

async function countDays(db: Database, batchId: number): Promise<DayTotal[]> {
  const { rows } = await db.pool.query<DayTotal>(
    `SELECT day::text AS day, count(DISTINCT line)::int AS rows
     FROM (${STATED_ROWS}) stated_row
     GROUP BY 1 ORDER BY 1`,
    [batchId],
  );
  return rows;
}
