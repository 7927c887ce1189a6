import { findAccount, hasAdmin, insertAccount, lockAccounts, setPassword } from "~/data/access/accounts.server";
import type { Database } from "~/data/db/database.server";
import { findOneTimeSecret, issueOneTimeSecret, spendOneTimeSecret } from "~/data/access/one-time-secrets.server";
import { insertOrganization } from "~/data/access/organization.server";
import { hashPassword } from "~/data/access/secrets.server";
import type { PasswordProblem } from "~/domain/access/password-rules";
import { passwordProblem } from "~/domain/access/password-rules";

const SET_UP_HOURS = 24;

/**
 * The one-time address of the first set-up, to be printed on the console; null where someone can administer already. Each call
 * makes earlier addresses useless.
 */
export async function createSetUpLink(db: Database, origin: string, now: Date = new Date()): Promise<string | null> {
  if (await hasAdmin(db)) return null;
  const expiresAt = new Date(now.getTime() + SET_UP_HOURS * 3600_000);
  const token = await db.inside.$transaction((tx) =>
    issueOneTimeSecret(tx, { purpose: "set-up", userId: null, expiresAt, now }),
  );
  return new URL(`/set-up/${token}`, origin).href;
}

/** What a one-time address is for. Null: unknown, used, out of date, or no longer needed. */
export type SetUpTask =
  { task: "first-set-up" } | { task: "choose-password"; userId: string; email: string; name: string };

export async function findSetUpTask(db: Database, token: string, now: Date): Promise<SetUpTask | null> {
  const secret = await findOneTimeSecret(db, token, now);
  if (secret === null) return null;
  if (secret.purpose === "set-up") return (await hasAdmin(db)) ? null : { task: "first-set-up" };
  const found = secret.userId === null ? null : await findAccount(db, secret.userId);
  if (found === null || found.account.disabled) return null;
  const { id, email, name } = found.account;
  return { task: "choose-password", userId: id, email, name };
}

export type SetUpOutcome =
  | { ok: true; userId: string }
  | { ok: false; problem: "spent" | "email-taken" }
  | { ok: false; problem: PasswordProblem };

/** The organization and its first admin, at once or not at all. */
export async function completeSetUp(
  db: Database,
  token: string,
  entry: { organization: string; timeZone: string; name: string; email: string; password: string },
  now: Date,
): Promise<SetUpOutcome> {
  const weakness = passwordProblem(entry.password, entry);
  if (weakness) return { ok: false, problem: weakness };
  const passwordHash = await hashPassword(entry.password);
  return db.inside.$transaction(async (tx): Promise<SetUpOutcome> => {
    await lockAccounts(tx);
    if ((await tx.user.count({ where: { role: "admin", disabledAt: null } })) > 0)
      return { ok: false, problem: "spent" };
    if ((await tx.user.count({ where: { email: entry.email } })) > 0) return { ok: false, problem: "email-taken" };
    if (!(await spendOneTimeSecret(tx, token, now))) return { ok: false, problem: "spent" };
    await insertOrganization(tx, { name: entry.organization, timeZone: entry.timeZone });
    const { name, email } = entry;
    const added = await insertAccount(tx, { name, email, role: "admin", vendorId: null, passwordHash }, "set-up");
    return added.ok ? { ok: true, userId: added.account.id } : { ok: false, problem: "spent" };
  });
}

/** The password of someone invited, or of someone who was given a new sign-in link. Ends every session they had. */
export async function acceptInvitation(
  db: Database,
  token: string,
  person: { userId: string; email: string; name: string },
  password: string,
  now: Date,
): Promise<SetUpOutcome> {
  const weakness = passwordProblem(password, person);
  if (weakness) return { ok: false, problem: weakness };
  const passwordHash = await hashPassword(password);
  return db.inside.$transaction(async (tx): Promise<SetUpOutcome> => {
    if (!(await spendOneTimeSecret(tx, token, now))) return { ok: false, problem: "spent" };
    await setPassword(tx, person.userId, passwordHash, person.email);
    return { ok: true, userId: person.userId };
  });
}
