import type { Database } from "../db/database.server";
import { OPEN_ON_HOST } from "./import-runs.server";

const ASKER = "COALESCE(user_id::text, key_id::text, asked_by)";

/**
 * The run to work on next, and whose it is: of the persons (or API keys, or the drop folder) who are not busy the one whose last run
 * started longest ago, and of that person the run that waits longest. Runs that were tried are skipped.
 */
export async function findNextRun(
  db: Database,
  hostId: string,
  { busy, tried }: { busy: readonly string[]; tried: readonly string[] },
): Promise<{ id: string; asker: string } | null> {
  const { rows } = await db.pool.query<{ id: string; asker: string }>(
    `WITH turn AS (SELECT ${ASKER} AS asker, max(started_at) AS started FROM import_run GROUP BY 1)
     SELECT id, asker FROM import_run JOIN turn ON asker = ${ASKER}
     WHERE ${OPEN_ON_HOST(1)} AND asker <> ALL ($2::text[]) AND id <> ALL ($3::uuid[])
     ORDER BY started NULLS FIRST, created_at, id LIMIT 1`,
    [hostId, busy, tried],
  );
  return rows[0] ?? null;
}
