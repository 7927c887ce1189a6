import type pg from "pg";
import { isReferenceKind, type FileKind } from "~/domain/facts/fact-fields";

/**
 * By the revision whoever reads a partner's figures from memory sees that they changed: on a day of `touched_day`, or in that a roster
 * or a calendar came or went, which may leave every day as it was.
 */
export async function raiseRevisions(
  client: pg.PoolClient,
  { kind, vendorIds }: { kind: FileKind; vendorIds: readonly number[] },
): Promise<void> {
  await client.query(
    "UPDATE vendor SET revision = revision + 1 WHERE id IN (SELECT vendor_id FROM touched_day) OR id = ANY ($1)",
    [isReferenceKind(kind) ? vendorIds : []],
  );
}
