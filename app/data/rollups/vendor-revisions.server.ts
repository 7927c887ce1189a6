import type pg from "pg";

/**
 * By the revision whoever reads a partner's figures from memory sees that they changed: on a day of `touched_day`, or otherwise for
 * the partners named, such as by a roster that leaves every day as it was. Of the days it is stored in which revision they changed.
 */
export async function raiseRevisions(client: pg.PoolClient, vendorIds: readonly number[] = []): Promise<void> {
  await client.query(
    "UPDATE vendor SET revision = revision + 1 WHERE id IN (SELECT vendor_id FROM touched_day) OR id = ANY ($1)",
    [vendorIds],
  );
  await client.query(`
    INSERT INTO day_revision (vendor_id, day, revision)
    SELECT DISTINCT t.vendor_id, t.day, v.revision FROM touched_day t JOIN vendor v ON v.id = t.vendor_id
    ON CONFLICT (vendor_id, day) DO UPDATE SET revision = EXCLUDED.revision`);
}
