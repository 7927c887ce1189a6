import { settleRepeated } from "~/data/audit.server";
import { deleteExpired } from "~/data/expired.server";
import { deleteOldRuns } from "~/data/import-runs.server";
import type { JobContext } from "./queue.server";

const RUNS_KEPT_MS = 90 * 86_400_000;

/** Clears what can no longer be used: sessions, one-time secrets, counted attempts and import runs past their time, and closes what the audit log counts. */
export async function removeExpired({ db, clock, logger }: JobContext): Promise<void> {
  const removed = await deleteExpired(db, clock());
  const runs = await deleteOldRuns(db, new Date(clock().getTime() - RUNS_KEPT_MS));
  const counts = await settleRepeated(db);
  logger.info({ removed: { ...removed, runs, counts } }, "what can no longer be used is removed");
}
