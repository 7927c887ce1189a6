import type pg from "pg";
import type { Database } from "./database.server";

/** Name spaces of the advisory locks that imports take; held until the transaction ends. */
const VENDOR_LOCK = 7_301;
const PARAMETER_LOCK = 7_302;
const SOW_LOCK = 7_303;

const STATEMENT_TIMEOUT = "30min";
/** For each sort or hash of bulk work. */
const BULK_MEMORY = "64MB";

export type TransactionOptions = {
  /** Aborted: the statement in hand is cancelled and all is undone. It has no effect once the end has started. */
  signal?: AbortSignal | undefined;
  /** All is undone at the end, whatever the work answers. */
  undone?: boolean;
};

/** One transaction on a connection of its own, with time for bulk work. Any error undoes all of it. */
export async function inTransaction<T>(
  db: Database,
  work: (client: pg.PoolClient) => Promise<T>,
  { signal, undone = false }: TransactionOptions = {},
): Promise<T> {
  const client = await db.pool.connect();
  let broken = false;
  let stopListening = () => Promise.resolve();
  try {
    await client.query("BEGIN");
    await client.query(`SET LOCAL statement_timeout = '${STATEMENT_TIMEOUT}'`);
    await client.query(`SET LOCAL work_mem = '${BULK_MEMORY}'`);
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = '${STATEMENT_TIMEOUT}'`);
    if (signal) stopListening = await cancelWhenAborted(db, client, signal);
    const result = await work(client);
    signal?.throwIfAborted();
    await stopListening();
    await client.query(undone ? "ROLLBACK" : "COMMIT");
    return result;
  } catch (error) {
    await stopListening();
    await client.query("ROLLBACK").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    // A cancellation may still be on its way to a connection that was aborted.
    client.release(broken || (signal?.aborted ?? false));
  }
}

/** Cancels what the client's server process runs when the signal is aborted; answers how to stop listening. */
async function cancelWhenAborted(
  db: Database,
  client: pg.PoolClient,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  let sent: Promise<unknown> = Promise.resolve();
  const cancel = () => {
    sent = db.pool.query("SELECT pg_cancel_backend($1)", [rows[0]?.pid]).catch(() => undefined);
  };
  signal.throwIfAborted();
  signal.addEventListener("abort", cancel, { once: true });
  return async () => {
    signal.removeEventListener("abort", cancel);
    await sent;
  };
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

/** Lets one upload at a time change a partner's contract; taken before any other of these locks. */
export async function lockSow(client: pg.PoolClient, vendor: string): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1, hashtext($2))", [SOW_LOCK, vendor]);
}
