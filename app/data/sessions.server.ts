import type { Database } from "./database.server";
import { toAccount, type Account } from "./users.server";

/** How long a session lasts without being used, and at most. */
export interface SessionLimits {
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
}

/** The use of a session is written down at most this often. */
const TOUCH_SECONDS = 300;

export async function insertSession(
  db: Database,
  session: { idHash: string; userId: string; now: Date; limits: SessionLimits },
): Promise<void> {
  const { idHash, userId, now, limits } = session;
  await db.inside.session.create({
    data: {
      idHash,
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + limits.absoluteSeconds * 1000),
    },
  });
}

/** The account behind a session that is still good. The account is read anew each time: what it may do now is what counts. */
export async function findSessionAccount(
  db: Database,
  { idHash, now, limits }: { idHash: string; now: Date; limits: SessionLimits },
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
    await db.inside.session.updateMany({ where: { idHash }, data: { lastSeenAt: now } });
  }
  return toAccount(user);
}

export async function deleteSession(db: Database, idHash: string): Promise<void> {
  await db.inside.session.deleteMany({ where: { idHash } });
}
