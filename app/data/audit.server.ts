import type { Database } from "./database.server";
import type { Prisma } from "./generated/client";

/** Something that was done and must stay known: who, what, to which thing. Never a secret, nor what somebody typed as one. */
export interface AuditEntry {
  /** An e-mail address, `key:<name>`, `link:<name>`, `anonymous` or `console`. */
  readonly actor: string;
  /** Object and verb, such as `link.minted`; `app/domain/access/audit-kinds.ts` lists all of them. */
  readonly action: string;
  readonly subject: string;
  readonly detail?: Prisma.InputJsonObject;
}

/** Records in the caller's transaction, so that the change and its trace are one. */
export async function recordAudit(tx: Prisma.TransactionClient, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: { actor: entry.actor, action: entry.action, subject: entry.subject, detail: entry.detail ?? {} },
  });
}

/** Records what changed nothing else, such as an export. */
export async function recordAuditAlone(db: Database, entry: AuditEntry): Promise<void> {
  await recordAudit(db.inside, entry);
}

/** How much of what repeats is written: the first so many of each hour or day, then each power of ten. */
export interface RepeatBound {
  readonly individually: number;
  readonly per: "hour" | "day";
}

const POWERS_OF_TEN = [10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/**
 * Records what anybody can cause at will. Every occurrence is counted; a bounded number of entries per action, subject and window says
 * so. The subject must come from a bounded set: an id that exists, or a word of ours.
 */
export async function recordRepeated(db: Database, entry: AuditEntry, bound: RepeatBound): Promise<void> {
  const { actor, action, subject, detail = {} } = entry;
  const { individually, per } = bound;
  await db.inside.$executeRaw`
    WITH counted AS (
      INSERT INTO audit_count AS known (action, subject, actor, since, until)
      VALUES (${action}, ${subject}, ${actor}, date_trunc(${per}, now(), 'UTC'), date_trunc(${per}, now(), 'UTC') + ${`1 ${per}`}::interval)
      ON CONFLICT (action, subject, since) DO UPDATE SET times = known.times + 1, actor = excluded.actor,
        recorded = CASE WHEN known.times + 1 <= ${individually} OR known.times + 1 = ANY (${POWERS_OF_TEN}) THEN known.times + 1 ELSE known.recorded END
      RETURNING times, recorded, since
    )
    INSERT INTO audit_event (actor, action, subject, detail)
    SELECT ${actor}, ${action}, ${subject},
      ${JSON.stringify(detail)}::jsonb || CASE WHEN times > ${individually} THEN jsonb_build_object('times', times, 'since', since) ELSE '{}' END
    FROM counted WHERE recorded = times`;
}

/** Closes the windows that have ended: what was counted beyond the last entry is written, once. Returns how many were closed. */
export async function settleRepeated(db: Database): Promise<number> {
  return db.inside.$executeRaw`
    WITH ended AS (DELETE FROM audit_count WHERE until <= now() RETURNING *),
    settled AS (
      INSERT INTO audit_event (actor, action, subject, detail)
      SELECT actor, action, subject, jsonb_build_object('times', times, 'since', since) FROM ended WHERE times > recorded
    )
    SELECT FROM ended`;
}
