import { type AttemptLimit, countAttempt } from "~/data/attempts.server";
import type { Database } from "~/data/database.server";

const PER_ADDRESS: AttemptLimit = { name: "one-time-address", attempts: 60, windowSeconds: 600 };

/** Whether this address may try another one-time address yet. */
export async function allowOneTimeTry(db: Database, clientAddress: string): Promise<boolean> {
  return (await countAttempt(db, [{ limit: PER_ADDRESS, key: clientAddress }])).allowed;
}
