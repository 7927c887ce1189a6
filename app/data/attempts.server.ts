import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "./database.server";
import { digestToken } from "./secrets.server";

/** How many attempts of one kind are let through in a window of time, per key (an account, an address, both). */
export interface AttemptLimit {
  readonly name: string;
  readonly attempts: number;
  readonly windowSeconds: number;
}

/** What one attempt counts against. */
export interface AttemptKey {
  readonly limit: AttemptLimit;
  readonly key: string;
}

export type AttemptOutcome = { allowed: true } | { allowed: false; retryAfterSeconds: number };

function limiterFor(db: Database, limit: AttemptLimit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: db.pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: limit.name,
    points: limit.attempts,
    duration: limit.windowSeconds,
  });
}

/** Keys are stored as digests: what people type as an e-mail address is not kept. */
function stored(key: string): string {
  return digestToken(key);
}

/** Counts an attempt against every key at once; allowed only when none of them is used up. */
export async function countAttempt(db: Database, keys: readonly AttemptKey[]): Promise<AttemptOutcome> {
  let waitMilliseconds = 0;
  for (const { limit, key } of keys) {
    try {
      await limiterFor(db, limit).consume(stored(key));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      waitMilliseconds = Math.max(waitMilliseconds, refusal.msBeforeNext);
    }
  }
  return waitMilliseconds > 0
    ? { allowed: false, retryAfterSeconds: Math.ceil(waitMilliseconds / 1000) }
    : { allowed: true };
}

/** Whether a key is used up, without counting anything. */
export async function attemptsLeft(db: Database, { limit, key }: AttemptKey): Promise<AttemptOutcome> {
  const state = await limiterFor(db, limit).get(stored(key));
  return state && state.consumedPoints >= limit.attempts
    ? { allowed: false, retryAfterSeconds: Math.ceil(state.msBeforeNext / 1000) }
    : { allowed: true };
}

/** After a success: the attempts counted so far are forgotten. */
export async function forgetAttempts(db: Database, keys: readonly AttemptKey[]): Promise<void> {
  for (const { limit, key } of keys) await limiterFor(db, limit).delete(stored(key));
}
