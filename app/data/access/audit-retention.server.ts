import { recordAuditAlone } from "../db/audit.server";
import type { Database } from "../db/database.server";

/** Removed by one statement, so that none runs into its time limit. */
const REMOVED_AT_ONCE = 10_000;

/** Removes when links were opened from before this time. Returns how many openings. */
export async function removeOldOpenings(db: Database, before: Date): Promise<number> {
  return removeInParts(
    () => db.inside.$executeRaw`
      DELETE FROM share_link_opening WHERE id IN (
        SELECT id FROM share_link_opening WHERE opened_at < ${before} ORDER BY id LIMIT ${REMOVED_AT_ONCE})`,
  );
}

async function removeInParts(removeSome: () => Promise<number>): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await removeSome();
    removed += count;
    if (count < REMOVED_AT_ONCE) return removed;
  }
}

/**
 * Removes entries of the audit log from before this time, and records how many. Returns that number. The database itself refuses to
 * remove entries younger than half a year.
 */
export async function removeOldAudit(db: Database, before: Date): Promise<number> {
  const removed = await removeInParts(
    () => db.inside.$executeRaw`
      DELETE FROM audit_event WHERE id IN (SELECT id FROM audit_event WHERE at < ${before} ORDER BY id LIMIT ${REMOVED_AT_ONCE})`,
  );
  const detail = { entries: removed, before: before.toISOString().slice(0, 10) };
  if (removed > 0)
    await recordAuditAlone(db, { actor: "retention", action: "audit.removed", subject: "audit-log", detail });
  return removed;
}
