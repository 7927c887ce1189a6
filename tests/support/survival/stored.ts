import assert from "node:assert/strict";
import type { Database } from "~/data/db/database.server";
import { checkRollUps } from "~/jobs/check-roll-ups.server";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";

/** Where nothing of an import stands: what is requested, who asked and how often, and the list of migrations. */
const OTHER_TABLES = ["import_run", "waiting_file", "api_key", "rate_limit", "session", "_prisma_migrations"];

/** Where nothing of an import stands, or nothing can be taken away. */
const STAYING_TABLES = ["organization", "rollup_month_start", "app_user", "audit_event"];

async function tablesOf(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL ($1) ORDER BY 1`,
    [OTHER_TABLES],
  );
  return rows.map(({ name }) => name);
}

/** Everything stored that an import may change, as text to compare. */
export async function stored(db: Database): Promise<string> {
  const digests = (await tablesOf(db)).map(
    (table) =>
      `(SELECT count(*) || ' ' || coalesce(md5(string_agg(one::text, '|' ORDER BY one::text)), '') FROM ${table} one) AS ${table}`,
  );
  const { rows } = await db.pool.query(`SELECT ${digests.join(", ")}`);
  return JSON.stringify(rows[0], null, 1);
}

/** Columns that tell apart two databases in which the same was done: numbers and references that are given out, and clocks. */
const OF_THE_MOMENT = [
  "id",
  "vendor_id",
  "vendor_ids",
  "batch_id",
  "previous_batch_id",
  "mapping_id",
  "created_at",
  "applied_at",
  "reverted_at",
  "received_at",
  "reference",
];

/** What every table says, without what is of the moment, to compare two databases in which the same was done. */
export async function contents(db: Database): Promise<Record<string, string[]>> {
  const stated: Record<string, string[]> = {};
  for (const table of await tablesOf(db)) {
    if (STAYING_TABLES.includes(table)) continue;
    const { rows } = await db.pool.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(one) AS row FROM ${table} one`,
    );
    stated[table] = rows.map(({ row }) => JSON.stringify(Object.entries(row).flatMap(lasting))).sort();
  }
  return stated;
}

/** The bins of a histogram stand in the order in which they were collected. */
function lasting([column, value]: [string, unknown]): [string, unknown][] {
  if (OF_THE_MOMENT.includes(column)) return [];
  return [[column, column.endsWith("_bins") && Array.isArray(value) ? [...value].sort() : value]];
}

/** Takes everything out of the database that imports leave there. */
export async function emptyTables(db: Database): Promise<void> {
  const tables = [...(await tablesOf(db)), "import_run", "api_key"].filter((table) => !STAYING_TABLES.includes(table));
  // Closed months refuse to be emptied, by triggers of theirs.
  await db.pool.query(`
    BEGIN;
    ALTER TABLE closed_month DISABLE TRIGGER USER; ALTER TABLE reopened_month DISABLE TRIGGER USER;
    TRUNCATE ${tables.join(", ")} CASCADE;
    ALTER TABLE closed_month ENABLE TRIGGER USER; ALTER TABLE reopened_month ENABLE TRIGGER USER;
    COMMIT`);
}

/** What `doctor` says of every partner. */
export async function requireRollUpsEqualFacts(db: Database): Promise<void> {
  const { differences } = await checkRollUps(db, CONSOLE_VIEWER, { repair: false, actor: "test" });
  assert.deepEqual(differences, []);
}

/** Every batch adds up, has the days that it brought, the lines that it rejected and its word in the trail; one taken back has no rows. */
export async function requireWholeBatches(db: Database): Promise<void> {
  const { rows } = await db.pool.query(
    `SELECT b.id, rows_read, rows_accepted, rows_collapsed, rows_rejected FROM import_batch b
     WHERE rows_read <> rows_accepted + rows_collapsed + rows_rejected
       OR rows_accepted <> rows_new + rows_changed + rows_unchanged + rows_superseded
       OR rows_rejected <> (SELECT count(DISTINCT line) FROM rejected_row r WHERE r.batch_id = b.id)
       OR kind IN ('contacts', 'reviews') AND status = 'applied'
         AND rows_accepted <> (SELECT coalesce(sum(rows), 0) FROM received_day a WHERE a.batch_id = b.id)
       OR 1 <> (SELECT count(*) FROM audit_event WHERE action = 'import.applied' AND subject = 'batch ' || b.id)
       OR (status = 'reverted')::int <> (SELECT count(*) FROM audit_event WHERE action = 'import.reverted' AND subject = 'batch ' || b.id)
       OR status <> 'applied' AND EXISTS (
         SELECT FROM contact WHERE batch_id = b.id UNION ALL SELECT FROM review WHERE batch_id = b.id
         UNION ALL SELECT FROM total WHERE batch_id = b.id UNION ALL SELECT FROM received_day WHERE batch_id = b.id)`,
  );
  assert.deepEqual(rows, []);
}
