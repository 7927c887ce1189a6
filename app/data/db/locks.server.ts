import type pg from "pg";
import type { Database } from "./database.server";

export type HeldLock = {
  /** Of the connection that does nothing but hold the lock. */
  client: pg.PoolClient;
  /** The connection was cut off, and the lock with it. */
  isLost: () => boolean;
  release: () => Promise<void>;
};

/** Takes what is called so for one process at a time, until `release` or until its connection is gone; null where another has it. */
export async function holdLock(db: Database, name: string): Promise<HeldLock | null> {
  const client = await db.pool.connect();
  let lost = false;
  // Whoever works under the lock meets the same end on a connection of its own.
  const notice = () => {
    lost = true;
  };
  client.on("error", notice);
  client.on("end", notice);
  const giveBack = (broken: boolean) => {
    client.removeListener("error", notice);
    client.removeListener("end", notice);
    client.release(broken);
  };
  const release = async () => {
    const freed = client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [name]);
    giveBack(
      await freed.then(
        () => false,
        () => true,
      ),
    );
  };
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine",
      [name],
    );
    if (rows[0]?.mine) return { client, isLost: () => lost, release };
  } catch (error) {
    await release();
    throw error;
  }
  giveBack(false);
  return null;
}
