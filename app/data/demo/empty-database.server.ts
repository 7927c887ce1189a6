import type { Database } from "../db/database.server";

/** Any number, the same for every Plumbline: one process at a time fills an empty database. */
const FILLING_LOCK = 7_315_003;

/**
 * Whether nothing of anybody's own is here: no account, no file, no demo that was completed. A demo that was cut off while it was
 * being written leaves the database so.
 */
async function isUntouched(db: Database): Promise<boolean> {
  const [accounts, batches, demos] = await Promise.all([
    db.inside.user.count({ where: { demo: false } }),
    db.inside.importBatch.count({ where: { demo: false } }),
    db.inside.organization.count({ where: { demoSeededAt: { not: null } } }),
  ]);
  return accounts === 0 && batches === 0 && demos === 0;
}

/** Runs `fill` if the database is untouched, in one process at a time. Returns whether it ran. */
export async function fillIfUntouched(db: Database, fill: () => Promise<void>): Promise<boolean> {
  if (!(await isUntouched(db))) return false;
  const client = await db.pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await client.query("SELECT pg_advisory_lock($1)", [FILLING_LOCK]);
    if (!(await isUntouched(db))) return false;
    await fill();
    return true;
  } finally {
    // Ends the connection, and with it the lock, whatever state it is in.
    client.release(true);
  }
}
