import {
  type AttemptKey,
  type AttemptLimit,
  countAttempt,
  forgetAttempts,
  giveBackAttempts,
} from "./rate-limits.server";
import { networkOf } from "./client-network";
import type { Database } from "../db/database.server";
import { findKnownClient, type SignInClient, rememberClient, type Subject } from "./known-clients.server";

/** The limits of tries at one kind of password, from the narrowest to the widest. */
export interface PasswordLimits {
  /** From one device that is known for the subject. */
  readonly device: AttemptLimit;
  /** At one subject from one network. */
  readonly network: AttemptLimit;
  /** At any subject from one network that is not known for it; absent: no such limit. */
  readonly networkInAll?: AttemptLimit;
  /** At one subject from everywhere that is not known for it. */
  readonly subject: AttemptLimit;
}

export type PasswordTry =
  { allowed: true; succeed: () => Promise<void> } | { allowed: false; retryAfterSeconds: number };

/**
 * Counts a try at a password before it is checked. A known device or network has an allowance of its own, which strangers cannot use
 * up; everybody else shares the wide ones. `succeed` is called when the password was right: the place is known from then on, and the
 * try is no longer counted.
 */
export async function tryPassword(
  db: Database,
  { subject, client, limits, now }: { subject: Subject; client: SignInClient; limits: PasswordLimits; now: Date },
): Promise<PasswordTry> {
  const known = await findKnownClient(db, subject, client, now);
  const network = networkOf(client.clientAddress);
  const own: AttemptKey =
    known === "device"
      ? { limit: limits.device, key: `${subject} ${client.device}` }
      : { limit: limits.network, key: `${subject} ${network}` };
  const shared: AttemptKey[] = [];
  if (known === null) {
    if (limits.networkInAll !== undefined) shared.push({ limit: limits.networkInAll, key: network });
    shared.push({ limit: limits.subject, key: subject });
  }
  const attempt = await countAttempt(db, [own, ...shared]);
  if (!attempt.allowed) return attempt;
  const succeed = async () => {
    await forgetAttempts(db, [own]);
    await giveBackAttempts(db, shared);
    await rememberClient(db, subject, client, now);
  };
  return { allowed: true, succeed };
}
