import type { Database } from "../db/database.server";

/** Whether a roster of this partner is known. For callers that have checked who asks. */
export async function hasRoster(db: Database, vendorKey: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ known: boolean }>(
    "SELECT EXISTS (SELECT FROM roster_entry r JOIN vendor v ON v.id = r.vendor_id WHERE v.key = $1) AS known",
    [vendorKey],
  );
  return rows[0]?.known ?? false;
}
