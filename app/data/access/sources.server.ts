import type { Database } from "../db/database.server";

/** Every source that a batch was imported from or that a remembered mapping names, by name. For callers that have checked who asks. */
export async function listKnownSources(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query<{ source: string }>(
    `SELECT DISTINCT source FROM (
       SELECT source FROM import_batch UNION ALL SELECT document ->> 'source' FROM mapping
     ) AS known WHERE source IS NOT NULL ORDER BY source`,
  );
  return rows.map(({ source }) => source);
}
