import { clearExpiredAttempts } from "./attempts.server";
import type { Database } from "./database.server";

const DAY_MS = 86_400_000;

/** Deletes sessions, one-time secrets and counted attempts whose time is over; used secrets are kept a day for those who click twice. */
export async function deleteExpired(db: Database, now: Date): Promise<{ sessions: number; secrets: number }> {
  const [sessions, secrets] = await db.inside.$transaction([
    db.inside.session.deleteMany({ where: { expiresAt: { lt: now } } }),
    db.inside.oneTimeSecret.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - DAY_MS) } } }),
  ]);
  await clearExpiredAttempts(db, now);
  return { sessions: sessions.count, secrets: secrets.count };
}
