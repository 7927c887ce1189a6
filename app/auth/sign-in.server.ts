import type { AppLoadContext } from "@remix-run/node";
import { type AttemptKey, type AttemptLimit, countAttempt, forgetAttempts } from "~/data/attempts.server";
import { verifyPassword } from "~/data/secrets.server";
import { findAccountByEmail, normaliseEmail } from "~/data/users.server";
import { startSession } from "./session.server";

const QUARTER_HOUR = 900;
/** Narrow for one account from one address, wider for the account alone, so that a stranger cannot lock its owner out soon. */
const PER_ACCOUNT_AND_ADDRESS: AttemptLimit = { name: "sign-in-pair", attempts: 5, windowSeconds: QUARTER_HOUR };
const PER_ACCOUNT: AttemptLimit = { name: "sign-in-account", attempts: 30, windowSeconds: QUARTER_HOUR };
const PER_ADDRESS: AttemptLimit = { name: "sign-in-address", attempts: 60, windowSeconds: QUARTER_HOUR };

export type SignInOutcome =
  | { ok: true; setCookie: string }
  | { ok: false; reason: "refused" }
  | { ok: false; reason: "slowed"; retryAfterSeconds: number };

/**
 * Signs in with e-mail and password. An unknown address, a wrong password and an account switched off are all `refused` after the
 * same work; too many attempts are `slowed`, whether or not there is such an account.
 */
export async function signIn(
  request: Request,
  context: AppLoadContext,
  { email, password }: { email: string; password: string },
): Promise<SignInOutcome> {
  const account = normaliseEmail(email);
  const keys: AttemptKey[] = [
    { limit: PER_ACCOUNT_AND_ADDRESS, key: `${account} ${context.clientAddress}` },
    { limit: PER_ACCOUNT, key: account },
    { limit: PER_ADDRESS, key: context.clientAddress },
  ];
  const attempt = await countAttempt(context.db, keys);
  if (!attempt.allowed) return { ok: false, reason: "slowed", retryAfterSeconds: attempt.retryAfterSeconds };
  const found = await findAccountByEmail(context.db, account);
  const matches = await verifyPassword(found?.passwordHash ?? null, password);
  if (found === null || !matches || found.account.disabled) return { ok: false, reason: "refused" };
  await forgetAttempts(context.db, keys.slice(0, 2));
  return { ok: true, setCookie: await startSession(request, context, found.account.id) };
}
