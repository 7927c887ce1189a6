import { subMonths } from "date-fns";
import { removeOldAudit, removeOldOpenings } from "~/data/access/audit-retention.server";
import { closeRepeated } from "~/data/db/repeated-audit.server";
import { deleteExpired } from "~/data/access/expired.server";
import { deleteOldRuns } from "~/data/imports/import-runs.server";
import type { AuditRetention, JobContext } from "./job-context";

const RUN_RETENTION_MS = 90 * 86_400_000;

/** Clears what can no longer be used: sessions, one-time secrets, counted attempts and import runs past their time, closes what the audit log counts, and removes its entries and the openings of links past their time. */
export async function removeExpired({ db, clock, logger, auditMonths }: JobContext & AuditRetention): Promise<void> {
  const removed = await deleteExpired(db, clock());
  const runs = await deleteOldRuns(db, new Date(clock().getTime() - RUN_RETENTION_MS));
  const counts = await closeRepeated(db);
  const before = subMonths(clock(), auditMonths);
  const audit = await removeOldAudit(db, before);
  const openings = await removeOldOpenings(db, before);
  logger.info({ removed: { ...removed, runs, counts, audit, openings } }, "what can no longer be used is removed");
}
