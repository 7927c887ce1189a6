import { recordAudit } from "../db/audit.server";
import type { Database } from "../db/database.server";
import type { Prisma } from "../generated/client";
import { digestToken, newToken } from "./secrets.server";

/** set-up: the first admin of an empty installation. invitation: a person chooses a password. */
export type OneTimePurpose = "set-up" | "invitation";

export interface OneTimeSecret {
  readonly purpose: OneTimePurpose;
  readonly userId: string | null;
}

/** A new secret, returned in clear this once. Earlier ones for the same purpose and person stop working. */
export async function issueOneTimeSecret(
  tx: Prisma.TransactionClient,
  secret: { purpose: OneTimePurpose; userId: string | null; expiresAt: Date; now: Date; token?: string },
): Promise<string> {
  const { purpose, userId, expiresAt, now, token = newToken() } = secret;
  await tx.oneTimeSecret.updateMany({ where: { purpose, userId, usedAt: null }, data: { usedAt: now } });
  await tx.oneTimeSecret.create({ data: { tokenHash: digestToken(token), purpose, userId, expiresAt } });
  return token;
}

/** Ends every secret of a person that was not used. */
export async function endOneTimeSecrets(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.oneTimeSecret.deleteMany({ where: { userId, usedAt: null } });
}

/** The one-time address by which somebody chooses a password, as the audit log knows of it. */
export async function issueInvitation(
  tx: Prisma.TransactionClient,
  { userId, expiresAt, now, token }: { userId: string; expiresAt: Date; now: Date; token: string },
  actor: string,
): Promise<string> {
  await recordAudit(tx, { actor, action: "person.invited", subject: `user:${userId}` });
  return issueOneTimeSecret(tx, { purpose: "invitation", userId, expiresAt, now, token });
}

/** What an unused, unexpired secret is for. */
export async function findOneTimeSecret(db: Database, token: string, now: Date): Promise<OneTimeSecret | null> {
  const row = await db.inside.oneTimeSecret.findUnique({ where: { tokenHash: digestToken(token) } });
  if (row === null || row.usedAt !== null || row.expiresAt <= now) return null;
  return { purpose: row.purpose === "set-up" ? "set-up" : "invitation", userId: row.userId };
}

/** Uses a secret up: true for exactly one caller. */
export async function spendOneTimeSecret(tx: Prisma.TransactionClient, token: string, now: Date): Promise<boolean> {
  const { count } = await tx.oneTimeSecret.updateMany({
    where: { tokenHash: digestToken(token), usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}
