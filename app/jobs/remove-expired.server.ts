import type { JobContext } from "./queue.server";
import { deleteExpired } from "~/data/expired.server";

/** Clears what can no longer be used: sessions, one-time secrets and counted attempts past their time. */
export async function removeExpired({ db, clock, logger }: JobContext): Promise<void> {
  const removed = await deleteExpired(db, clock());
  logger.info({ removed }, "expired sessions, secrets and attempts are removed");
}
