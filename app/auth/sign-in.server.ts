import type { AppLoadContext } from "@remix-run/node";
import { type PasswordLimits, tryPassword } from "~/data/access/password-attempts.server";
import { verifyPassword } from "~/data/access/secrets.server";
import { recordSignInFailure, type SignInFailure } from "~/data/access/audit-trail.server";
import { type Account, findAccountByEmail, normalizeEmail } from "~/data/access/accounts.server";
import { keepDevice, clientOf } from "./device-cookie.server";
import { openSession } from "./session.server";

const QUARTER_HOUR = 900;
const LIMITS: PasswordLimits = {
  device: { name: "sign-in-device", attempts: 10, windowSeconds: QUARTER_HOUR },
  network: { name: "sign-in-pair", attempts: 5, windowSeconds: QUARTER_HOUR },
  networkInAll: { name: "sign-in-address", attempts: 60, windowSeconds: QUARTER_HOUR },
  subject: { name: "sign-in-account", attempts: 30, windowSeconds: QUARTER_HOUR },
};

export type SignInOutcome =
  | {
      ok: true;
      /** `Set-Cookie` values: the session, and the device by which this browser keeps tries of its own. */
      setCookie: string;
      deviceCookie: string;
    }
  | { ok: false; reason: "refused" }
  | { ok: false; reason: "slowed"; retryAfterSeconds: number };

/**
 * Signs in with e-mail and password. An unknown address, a wrong password and a disabled account are all `refused` after the same
 * work; too many attempts are `slowed`, whether or not there is such an account.
 */
export async function signIn(
  request: Request,
  context: AppLoadContext,
  { email, password }: { email: string; password: string },
): Promise<SignInOutcome> {
  const account = normalizeEmail(email);
  const client = await clientOf(request, context);
  const now = context.clock();
  const attempt = await tryPassword(context.db, { subject: `account ${account}`, client, limits: LIMITS, now });
  if (!attempt.allowed) {
    await recordSignInFailure(context.db, { reason: "slowed" }, context.clientAddress);
    return { ok: false, reason: "slowed", retryAfterSeconds: attempt.retryAfterSeconds };
  }
  const found = await findAccountByEmail(context.db, account);
  const matches = await verifyPassword(found?.passwordHash ?? null, password);
  if (found === null || !matches || found.account.disabled) {
    await recordSignInFailure(context.db, failureOf(found?.account ?? null, matches), context.clientAddress);
    return { ok: false, reason: "refused" };
  }
  const { passwordHash } = found;
  const setCookie = await openSession(request, context, { userId: found.account.id, passwordHash });
  if (setCookie === null) return { ok: false, reason: "refused" };
  await attempt.succeed();
  return { ok: true, setCookie, deviceCookie: await keepDevice(client, context) };
}

function failureOf(account: Account | null, matches: boolean): SignInFailure {
  if (account === null) return { reason: "unknown-account" };
  return { reason: matches ? "disabled" : "wrong-password", userId: account.id };
}
