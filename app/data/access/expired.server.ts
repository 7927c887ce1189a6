import type { Database } from "../db/database.server";
import { knownSince } from "./known-clients.server";

const DAY_MS = 86_400_000;

/** Deletes sessions, one-time secrets, counted attempts and known places whose time is over; used secrets and what forms created are kept a day for those who click twice. */
export async function deleteExpired(db: Database, now: Date): Promise<Record<string, number>> {
  const [sessions, attempts, secrets, clients, forms] = await db.inside.$transaction([
    db.inside.session.deleteMany({ where: { expiresAt: { lt: now } } }),
    db.inside.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } }),
    db.inside.oneTimeSecret.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - DAY_MS) } } }),
    db.inside.knownClient.deleteMany({ where: { seenAt: { lt: knownSince(now) } } }),
    db.inside.formSubmission.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - DAY_MS) } } }),
  ]);
  const { count: formSubmissions } = forms;
  return {
    sessions: sessions.count,
    secrets: secrets.count,
    attempts: attempts.count,
    clients: clients.count,
    formSubmissions,
  };
}
