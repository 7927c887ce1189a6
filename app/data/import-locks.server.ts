import type pg from "pg";
import type { Database } from "./database.server";

/** Name spaces of the advisory locks that imports take; held until the transaction ends. */
const VENDOR_LOCK = 7_301;
const PARAMETER_LOCK = 7_302;

const STATEMENT_TIMEOUT = "30min";

/** One transaction on a connection of its own, with time for bulk work. Any error undoes all of it. */
export async function inTransaction<T>(db: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken = false;
  try {
    await client.query("BEGIN");
    await client.query(`SET LOCAL statement_timeout = '${STATEMENT_TIMEOUT}'`);
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = '${STATEMENT_TIMEOUT}'`);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Lets one import at a time change a partner's facts. Locks are taken in order, so that two imports never wait for each other. */
export async function lockVendors(client: pg.PoolClient, vendorIds: readonly number[]): Promise<void> {
  for (const vendorId of [...new Set(vendorIds)].sort((a, b) => a - b)) {
    await client.query("SELECT pg_advisory_xact_lock($1, $2)", [VENDOR_LOCK, vendorId]);
  }
}

/** Imports share the set of counts that the roll-up holds; whoever adds to it waits for them and they for it. */
export async function lockParameters(client: pg.PoolClient, mode: "share" | "exclusive"): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock${mode === "share" ? "_shared" : ""}($1, 0)`, [PARAMETER_LOCK]);
}
