import type { Database } from "../db/database.server";
import { OPEN_ON_HOST } from "./import-runs.server";

const REQUESTER = "COALESCE(user_id::text, key_id::text, requested_by)";

/**
 * The run to work on next, and whose it is: of the persons (or API keys, or the drop folder) who are not busy the one whose last run
 * started longest ago, and of that person the run that waits longest. Runs that were tried are skipped.
 */
export async function findNextRun(
  db: Database,
  hostId: string,
  { busy, tried }: { busy: readonly string[]; tried: readonly string[] },
): Promise<{ id: string; requester: string } | null> {
  const { rows } = await db.pool.query<{ id: string; requester: string }>(
    `WITH turn AS (SELECT ${REQUESTER} AS requester, max(started_at) AS started FROM import_run GROUP BY 1)
     SELECT id, requester FROM import_run JOIN turn ON requester = ${REQUESTER}
     WHERE ${OPEN_ON_HOST(1)} AND requester <> ALL ($2::text[]) AND id <> ALL ($3::uuid[])
     ORDER BY started NULLS FIRST, created_at, id LIMIT 1`,
    [hostId, busy, tried],
  );
  return rows[0] ?? null;
}
