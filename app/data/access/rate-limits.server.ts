import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "../db/database.server";
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

function refused(milliseconds: number): AttemptOutcome {
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)) };
}

/**
 * Counts an attempt against keys, the narrowest limit first; allowed only when none of them is used up. An attempt that one of them
 * refuses counts against no wider one, and one that is refused beforehand counts against none: what is used up cannot be made to last,
 * and somebody who is turned away does not turn others away.
 */
export async function countAttempt(db: Database, keys: readonly AttemptKey[]): Promise<AttemptOutcome> {
  const states = await Promise.all(keys.map(({ limit, key }) => limiterFor(db, limit).get(stored(key))));
  const waits = states.flatMap((state, index) =>
    state && state.consumedPoints >= (keys[index]?.limit.attempts ?? 0) ? [state.msBeforeNext] : [],
  );
  if (waits.length > 0) return refused(Math.max(...waits));
  for (const { limit, key } of keys) {
    try {
      await limiterFor(db, limit).consume(stored(key));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return refused(refusal.msBeforeNext);
    }
  }
  return { allowed: true };
}

/** After a success: the one attempt is counted no longer, those of others are. */
export async function giveBackAttempts(db: Database, keys: readonly AttemptKey[]): Promise<void> {
  for (const { limit, key } of keys) await limiterFor(db, limit).reward(stored(key));
}

/** After a success: the attempts counted so far are forgotten. */
export async function forgetAttempts(db: Database, keys: readonly AttemptKey[]): Promise<void> {
  for (const { limit, key } of keys) await limiterFor(db, limit).delete(stored(key));
}
