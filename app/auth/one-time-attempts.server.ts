import { type AttemptLimit, type AttemptOutcome, countAttempt } from "~/data/access/rate-limits.server";
import { networkOf } from "~/data/access/client-network";
import type { Database } from "~/data/db/database.server";

const PER_NETWORK: AttemptLimit = { name: "one-time-address", attempts: 60, windowSeconds: 600 };

/** Counts a one-time link that does not exist against the network that asked for it. Good links are not counted: they cannot be predicted. */
export function countOneTimeAttempt(db: Database, clientAddress: string): Promise<AttemptOutcome> {
  return countAttempt(db, [{ limit: PER_NETWORK, key: networkOf(clientAddress) }]);
}
