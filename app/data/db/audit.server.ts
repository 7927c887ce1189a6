import type pg from "pg";
import type { Database } from "./database.server";
import type { Prisma } from "../generated/client";

/** Something that was done and must stay known: who, what, to which thing. Never a secret, nor what somebody typed as one. */
export interface AuditEntry {
  /** An e-mail address, `key:<name>`, `link:<name>`, `anonymous`, `console`, or `retention` for scheduled removal. */
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

/** The same in a transaction of `pg`. */
export async function recordAuditWith(
  client: pg.PoolClient,
  { actor, action, subject, detail = {} }: AuditEntry,
): Promise<void> {
  await client.query("INSERT INTO audit_event (actor, action, subject, detail) VALUES ($1, $2, $3, $4)", [
    actor,
    action,
    subject,
    JSON.stringify(detail),
  ]);
}
