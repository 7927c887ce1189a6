import type pg from "pg";

/**
 * By the revision whoever reads a partner's figures from memory sees that they changed: on a day of `touched_day`, or otherwise for
 * the partners named, such as by a roster that leaves every day as it was.
 */
export async function raiseRevisions(client: pg.PoolClient, vendorIds: readonly number[] = []): Promise<void> {
  await client.query(
    "UPDATE vendor SET revision = revision + 1 WHERE id IN (SELECT vendor_id FROM touched_day) OR id = ANY ($1)",
    [vendorIds],
  );
}
