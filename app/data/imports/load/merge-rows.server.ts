import type pg from "pg";
import type { FileKind } from "~/domain/facts/fact-fields";
import { withDeferredIndexes } from "../../db/deferred-indexes.server";
import { ALWAYS_STATED, isSupersededSql } from "../../sql/row-precedence";
import { addToHistory, statedSql } from "./row-history.server";
import { usedTable, type UnusedColumns } from "../../rollups/unused-columns.server";
import { EVENT_RANK, factTable, orBlank, snakeCase, type FactColumn, type FactTable } from "../../sql/fact-table";

export type MergeInput = {
  kind: FileKind;
  source: string;
  batchId: number;
  erases: readonly string[];
  /** What neither the rows that come nor those that are there say anything of. */
  unused: UnusedColumns;
  /** How many rows are to be merged. */
  rows: number;
  /** Others go on using the table until the transaction ends. */
  shared: boolean;
};
/** Lines, not records: a line of totals may hold several. */
export type MergeCounts = {
  linesNew: number;
  linesChanged: number;
  /** Those that what is stored keeps out. */
  linesSuperseded: number;
};

/**
 * Takes lines out of `staging` whose id occurs with different contents: none of them is known to be the right one, so all are
 * rejected as `duplicate-id`. Identical repetitions are one row. Answers how many lines were rejected.
 */
export async function rejectConflicts(client: pg.PoolClient, kind: FileKind, idColumn: string): Promise<number> {
  const { columns } = factTable(kind);
  const doubled = await client.query(`
    CREATE TEMPORARY TABLE doubled ON COMMIT DROP AS
    SELECT vendor_id, external_id, min(line) AS first_line FROM staging WHERE problem_code IS NULL
    GROUP BY vendor_id, external_id HAVING count(*) > 1`);
  if (!doubled.rowCount) return 0;
  const contents = (alias: string) =>
    [`${alias}.day`, ...columns.map((column) => `${alias}.${column.name}`)].join(", ");
  await client.query(`
    CREATE TEMPORARY TABLE conflicting ON COMMIT DROP AS
    SELECT DISTINCT s.vendor_id, s.external_id
    FROM staging s JOIN doubled d USING (vendor_id, external_id)
    JOIN staging f ON f.line = d.first_line AND f.vendor_id = d.vendor_id AND f.external_id = d.external_id
    WHERE (${contents("s")}) IS DISTINCT FROM (${contents("f")})`);
  const rejected = await client.query(
    `WITH involved AS (
       SELECT vendor_id, external_id, string_agg(line::text, ', ' ORDER BY line) AS lines
       FROM (SELECT vendor_id, external_id, line, row_number() OVER (PARTITION BY vendor_id, external_id ORDER BY line) AS position
             FROM staging JOIN conflicting USING (vendor_id, external_id)) numbered
       WHERE position <= 10 GROUP BY vendor_id, external_id
     ), lines AS (
       SELECT s.line, min(s.external_id || ' stands differently on lines ' || i.lines) AS text
       FROM staging s JOIN involved i USING (vendor_id, external_id) GROUP BY s.line
     ), removed AS (
       DELETE FROM staging s USING lines WHERE s.line = lines.line
     )
     INSERT INTO staging (line, problem_ordinal, problem_column, problem_code, problem_text)
     SELECT line, 1, $1, 'duplicate-id', left(text, 500) FROM lines`,
    [idColumn],
  );
  await client.query(`
    DELETE FROM staging s USING doubled d
    WHERE s.vendor_id = d.vendor_id AND s.external_id = d.external_id AND EXISTS (
      SELECT 1 FROM staging f WHERE f.vendor_id = s.vendor_id AND f.external_id = s.external_id AND f.line < s.line)`);
  return rejected.rowCount ?? 0;
}

/**
 * Merges `staging` into the table of its kind by partner, source and external id. A blank keeps what was known, but of the fields
 * that `erases` names, where nothing is known any longer; a superseded row changes nothing. What several
 * batches state of one row is in its history (`row-history`). Reads the days of the rows from `staged_day`; leaves those that changed in the
 * temporary table `touched_day`, and which rows were there before in `existing`.
 */
export async function mergeStaged(
  client: pg.PoolClient,
  { kind, source, batchId, erases, unused, rows, shared }: MergeInput,
): Promise<MergeCounts> {
  const table = usedTable(kind, unused);
  const { columns } = table;
  const list = (each: (column: FactColumn) => string, some = columns) => some.map(each).join(", ");
  const shown = columns.filter(({ name }) => name !== EVENT_RANK);
  const isRanked = shown.length < columns.length;
  const erased = new Set([
    ...erases.map(snakeCase),
    ...ALWAYS_STATED.filter((stated) => columns.some(({ name }) => name === stated)),
  ]);
  const superseded = isSupersededSql(table, "s", "t");
  const isSuperseded = superseded ?? "FALSE";
  const merged = (c: FactColumn) =>
    erased.has(c.name) ? orBlank(c, `s.${c.name}`) : `COALESCE(s.${c.name}, t.${c.name})`;
  await client.query(
    `CREATE TEMPORARY TABLE existing ON COMMIT DROP AS
     SELECT s.vendor_id, s.external_id, t.day AS old_day, s.day AS new_day, s.ctid AS staged_at, t.ctid AS stored_at,
       (s.day, ${list(merged, shown)}) IS DISTINCT FROM (t.day, ${list((c) => `t.${c.name}`, shown)}) AND NOT ${isSuperseded} AS changed,
       ${isSuperseded} AS superseded, ${isRanked ? `s.${EVENT_RANK} IS DISTINCT FROM t.${EVENT_RANK} AND NOT ${isSuperseded}` : "FALSE"} AS moved,
       ${statedSql(kind, table, "s", erased)} AS stated
     FROM staging s
     JOIN ${table.name} t ON t.vendor_id = s.vendor_id AND t.source = ${client.escapeLiteral(source)} AND t.external_id = s.external_id
     WHERE s.problem_code IS NULL`,
  );
  await client.query("ANALYZE existing (staged_at, stored_at, changed, moved, superseded)");
  const existing = await countExisting(client);
  if (existing.rows === 0) {
    await client.query("CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS SELECT vendor_id, day FROM staged_day");
    const lines = kind === "totals" ? await countLines(client) : null;
    const all = "FROM staging s WHERE s.problem_code IS NULL";
    const insertAll = () => insertNew(client, table, source, batchId, all);
    const linesNew = await (shared ? insertAll() : withDeferredIndexes(client, table.name, rows, insertAll));
    return lines ?? { linesNew, linesChanged: 0, linesSuperseded: 0 };
  }
  const isReplaced = "(st.changed OR st.moved)";
  const into = { kind, table, batchId };
  if (existing.replaced > 0) await addToHistory(client, into, { holds: "before", where: isReplaced });
  if (existing.superseded > 0) await addToHistory(client, into, { holds: "own", where: "st.superseded" });
  if (existing.replaced + existing.superseded < existing.rows)
    await addToHistory(client, into, { holds: "none", where: `NOT ${isReplaced} AND NOT st.superseded` });
  const others =
    "FROM staging s LEFT JOIN existing st ON st.staged_at = s.ctid WHERE s.problem_code IS NULL AND st.staged_at IS NULL";
  await client.query(`
    CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS
    SELECT vendor_id, old_day AS day FROM existing WHERE changed
    UNION SELECT vendor_id, new_day FROM existing WHERE changed
    UNION SELECT s.vendor_id, s.day ${others}`);
  if (existing.replaced > 0)
    await client.query(
      `UPDATE ${table.name} t SET batch_id = $1, line = s.line, day = s.day, ${list((c) => `${c.name} = ${merged(c)}`)}
       FROM existing st JOIN staging s ON s.ctid = st.staged_at
       WHERE t.ctid = st.stored_at AND ${isReplaced}`,
      [batchId],
    );
  const linesNew = await insertNew(client, table, source, batchId, others);
  if (kind === "totals") return countLines(client);
  return { linesNew, linesChanged: existing.changed, linesSuperseded: existing.superseded };
}

type ExistingCounts = { rows: number; changed: number; replaced: number; superseded: number };

async function countExisting(client: pg.PoolClient): Promise<ExistingCounts> {
  const { rows } = await client.query<ExistingCounts>(
    `SELECT count(*)::int AS rows, (count(*) FILTER (WHERE changed))::int AS changed,
       (count(*) FILTER (WHERE changed OR moved))::int AS replaced, (count(*) FILTER (WHERE superseded))::int AS superseded FROM existing`,
  );
  return rows[0] ?? { rows: 0, changed: 0, replaced: 0, superseded: 0 };
}

/** Adds staged rows to the table and answers how many. */
async function insertNew(
  client: pg.PoolClient,
  table: FactTable,
  source: string,
  batchId: number,
  from: string,
): Promise<number> {
  const names = table.columns.map(({ name }) => name);
  const { rowCount } = await client.query(
    `INSERT INTO ${table.name} (vendor_id, source, external_id, batch_id, line, day, ${names.join(", ")})
     SELECT s.vendor_id, $1, s.external_id, $2, s.line, s.day, ${table.columns.map((c) => orBlank(c, `s.${c.name}`)).join(", ")}
     ${from}`,
    [source, batchId],
  );
  return rowCount ?? 0;
}

/** A line is new when all of its records are, changed when only some are or one differs from before, and else superseded when one of them is. */
async function countLines(client: pg.PoolClient): Promise<MergeCounts> {
  const { rows } = await client.query<{ lines_new: number; lines_changed: number; lines_superseded: number }>(`
    SELECT (count(*) FILTER (WHERE fresh))::int AS lines_new, (count(*) FILTER (WHERE NOT fresh AND touched))::int AS lines_changed,
      (count(*) FILTER (WHERE NOT touched AND superseded))::int AS lines_superseded
    FROM (
      SELECT bool_and(st.external_id IS NULL) AS fresh, bool_or(st.changed IS NOT FALSE) AS touched, bool_or(st.superseded) AS superseded
      FROM staging s LEFT JOIN existing st USING (vendor_id, external_id) WHERE s.problem_code IS NULL GROUP BY s.line
    ) lines`);
  const {
    lines_new: linesNew = 0,
    lines_changed: linesChanged = 0,
    lines_superseded: linesSuperseded = 0,
  } = rows[0] ?? {};
  return { linesNew, linesChanged, linesSuperseded };
}
