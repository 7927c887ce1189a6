import { recordAudit } from "../db/audit.server";
import type { Database } from "../db/database.server";
import { toAccount, type Account } from "./accounts.server";

/** How long a session lasts without being used, and at most. */
export interface SessionLimits {
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
}

/** The use of a session is written down at most this often. */
const TOUCH_SECONDS = 300;
const USER_AGENT_MAX = 512;
const SESSIONS_LISTED = 100;

/**
 * False where the account is disabled, or no longer has the password that was checked. The account is locked against change meanwhile,
 * so that no session slips past a change that ends them all.
 */
export async function insertSession(
  db: Database,
  session: {
    idHash: string;
    userId: string;
    /** The stored hash that the password was checked against; null: none was. */
    passwordHash: string | null;
    clientAddress: string;
    userAgent: string;
    now: Date;
    limits: SessionLimits;
  },
): Promise<boolean> {
  const { idHash, userId, passwordHash, clientAddress, userAgent, now, limits } = session;
  return db.inside.$transaction(async (tx) => {
    const [account] = await tx.$queryRaw<{ email: string }[]>`
      SELECT email FROM app_user
      WHERE id = ${userId}::uuid AND disabled_at IS NULL
        AND (${passwordHash}::text IS NULL OR password_hash = ${passwordHash})
      FOR SHARE`;
    if (account === undefined) return false;
    await tx.session.create({
      data: {
        idHash,
        userId,
        clientAddress,
        userAgent: userAgent.slice(0, USER_AGENT_MAX),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + limits.absoluteSeconds * 1000),
      },
    });
    const detail = { address: clientAddress };
    await recordAudit(tx, { actor: account.email, action: "sign-in.succeeded", subject: `user:${userId}`, detail });
    return true;
  });
}

/** The account behind a session that is still good. The account is read again each time: what it may do now is what counts. */
export async function findSessionAccount(
  db: Database,
  { idHash, clientAddress, now, limits }: { idHash: string; clientAddress: string; now: Date; limits: SessionLimits },
): Promise<Account | null> {
  const session = await db.inside.session.findUnique({
    where: { idHash },
    select: { userId: true, lastSeenAt: true, expiresAt: true },
  });
  if (session === null) return null;
  const idleSince = now.getTime() - session.lastSeenAt.getTime();
  if (session.expiresAt <= now || idleSince > limits.idleSeconds * 1000) {
    await deleteSession(db, idHash);
    return null;
  }
  const user = await db.inside.user.findUnique({ where: { id: session.userId } });
  if (user === null || user.disabledAt !== null) return null;
  if (idleSince > TOUCH_SECONDS * 1000) {
    await db.inside.session.updateMany({ where: { idHash }, data: { lastSeenAt: now, clientAddress } });
  }
  return toAccount(user);
}

export async function deleteSession(db: Database, idHash: string): Promise<void> {
  await db.inside.session.deleteMany({ where: { idHash } });
}

/** Ends the session by which somebody signs out. */
export async function signOutSession(db: Database, idHash: string): Promise<void> {
  await db.inside.$transaction(async (tx) => {
    const session = await tx.session.findUnique({ where: { idHash }, select: { userId: true } });
    if (session === null) return;
    await tx.session.deleteMany({ where: { idHash } });
    const user = await tx.user.findUnique({ where: { id: session.userId }, select: { email: true } });
    if (user) await recordAudit(tx, { actor: user.email, action: "sign-out", subject: `user:${session.userId}` });
  });
}

export interface ListedSession {
  readonly id: string;
  readonly clientAddress: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** The one that asks. */
  readonly isCurrent: boolean;
}

/** A person's sessions that still open something, the one used latest first. */
export async function listSessions(
  db: Database,
  userId: string,
  { currentIdHash, now, limits }: { currentIdHash: string | null; now: Date; limits: SessionLimits },
): Promise<ListedSession[]> {
  const usedSince = new Date(now.getTime() - limits.idleSeconds * 1000);
  const rows = await db.inside.session.findMany({
    where: { userId, expiresAt: { gt: now }, lastSeenAt: { gte: usedSince } },
    orderBy: [{ lastSeenAt: "desc" }, { createdAt: "desc" }],
    take: SESSIONS_LISTED,
  });
  return rows.map(({ id, idHash, clientAddress, userAgent, createdAt, lastSeenAt }) => {
    return { id, clientAddress, userAgent, createdAt, lastSeenAt, isCurrent: idHash === currentIdHash };
  });
}

/** Ends one session of a person. False where it is none of theirs. */
export async function endSessionById(
  db: Database,
  person: { userId: string; email: string },
  sessionId: string,
): Promise<boolean> {
  return db.inside.$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id: sessionId, userId: person.userId } });
    if (count === 0) return false;
    await recordAudit(tx, { actor: person.email, action: "session.ended", subject: `user:${person.userId}` });
    return true;
  });
}

/** Ends every session of a person. */
export async function endAllSessions(db: Database, person: { userId: string; email: string }): Promise<void> {
  await db.inside.$transaction(async (tx) => {
    const { count: sessions } = await tx.session.deleteMany({ where: { userId: person.userId } });
    const entry = { actor: person.email, action: "session.all-ended", subject: `user:${person.userId}` };
    await recordAudit(tx, { ...entry, detail: { sessions } });
  });
}
