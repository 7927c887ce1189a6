import type { Prisma } from "./generated/client";

/** Something that was done and must stay known: who, what, to which thing. */
export interface AuditEntry {
  /** An e-mail address, `key:<name>`, `link:<name>` or `console`. */
  readonly actor: string;
  /** Object and verb, such as `link.minted`. */
  readonly action: string;
  readonly subject: string;
  readonly detail?: Prisma.InputJsonObject;
}

/** Records in the caller's transaction, so that the deed and its trace are one. */
export async function recordAudit(tx: Prisma.TransactionClient, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: { actor: entry.actor, action: entry.action, subject: entry.subject, detail: entry.detail ?? {} },
  });
}
