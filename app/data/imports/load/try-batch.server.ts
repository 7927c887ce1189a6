import type pg from "pg";
import type { Database } from "../../db/database.server";
import { inTransaction } from "../../db/transaction.server";
import { withinTransaction } from "../../db/within-transaction.server";
import {
  applyInside,
  type AppliedBatch,
  type ApplyOptions,
  type BatchToApply,
  type RowSource,
} from "./apply-batch.server";

/** The days whose figures an import changes: those of its rows, those that they left, and those that follow from them. */
export type TouchedDays = { firstDay: string; lastDay: string } | null;

/**
 * Applies a file, lets `look` see the database as it would be (with the batch that would be there), and undoes all of it. The
 * original is not stored.
 */
export async function tryBatch<T>(
  db: Database,
  input: Omit<BatchToApply, "keepFile" | "requestKey">,
  source: RowSource,
  look: (inside: Database, tried: AppliedBatch, touched: TouchedDays) => Promise<T>,
  options: ApplyOptions = {},
): Promise<{ tried: AppliedBatch; answer: T }> {
  const unstored = { ...input, dryRun: true, requestKey: null, keepFile: () => Promise.resolve(null) };
  return inTransaction(
    db,
    async (client) => {
      const tried: AppliedBatch = { ...(await applyInside(client, unstored, source, options)), outcome: "tried" };
      const touched = await touchedDays(client);
      return { tried, answer: await withinTransaction(db, client, (inside) => look(inside, tried, touched)) };
    },
    { signal: options.signal, undone: true },
  );
}

async function touchedDays(client: pg.PoolClient): Promise<TouchedDays> {
  const { rows } = await client.query<{ firstDay: string | null; lastDay: string | null }>(
    'SELECT min(day)::text AS "firstDay", max(day)::text AS "lastDay" FROM touched_day',
  );
  const { firstDay = null, lastDay = null } = rows[0] ?? {};
  return firstDay === null || lastDay === null ? null : { firstDay, lastDay };
}
