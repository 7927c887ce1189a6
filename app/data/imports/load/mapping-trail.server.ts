import type pg from "pg";

/** Records the version of a mapping that an import saved in this transaction; one that was there before is no news. */
export async function recordSavedMapping(client: pg.PoolClient, mappingId: number, actor: string): Promise<void> {
  await client.query(
    `INSERT INTO audit_event (actor, action, subject, detail)
     SELECT $2, 'mapping.saved', 'mapping:' || key, jsonb_build_object('version', version, 'name', name, 'kind', kind)
     FROM mapping WHERE id = $1 AND created_at = now()`,
    [mappingId, actor],
  );
}
