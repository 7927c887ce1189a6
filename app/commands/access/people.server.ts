import { may } from "~/domain/access/permissions";
import type { Role, Viewer } from "~/domain/access/viewer";
import { countAttempt, type AttemptLimit, forgetAttempts } from "~/data/access/rate-limits.server";
import { countCreated } from "~/data/access/creators.server";
import { createOnce, type FormCreation } from "~/data/db/create-once.server";
import type { Database } from "~/data/db/database.server";
import { issueInvitation } from "~/data/access/one-time-secrets.server";
import { hashPassword, verifyPassword } from "~/data/access/secrets.server";
import {
  type AccountChange,
  type AccountProblem,
  changeAccount,
  findAccount,
  insertAccount,
  listAccounts,
  listVendorChoices,
  normalizeEmail,
  type ListedAccount,
  setPassword,
  type VendorChoice,
} from "~/data/access/accounts.server";
import { passwordProblem, type PasswordProblem } from "~/domain/access/password-rules";
import { actorOf } from "~/domain/access/actor";

const INVITATION_DAYS = 7;
const OWN_PASSWORD_TRIES: AttemptLimit = { name: "own-password", attempts: 5, windowSeconds: 900 };

/** Everyone who may sign in, and the vendors that a partner's person can belong to. Empty for viewers who may not know. */
export async function listPeople(
  db: Database,
  viewer: Viewer,
): Promise<{ people: ListedAccount[]; vendors: VendorChoice[] }> {
  if (!may(viewer, "people.read")) return { people: [], vendors: [] };
  const [people, vendors] = await Promise.all([listAccounts(db), listVendorChoices(db)]);
  return { people, vendors };
}

type Occasion = { now: Date; origin: string; creation?: FormCreation | null };
export type Invitation = { ok: true; name: string; email: string; href: string; expiresAt: Date };

/** An account and the one-time address where its owner chooses a password, shown this once. */
export async function invitePerson(
  db: Database,
  viewer: Viewer,
  person: { email: string; name: string; role: Role; vendorId: number | null },
  { now, origin, creation = null }: Occasion,
): Promise<Invitation | { ok: false; problem: AccountProblem | "not-permitted" }> {
  if (!may(viewer, "people.write")) return { ok: false, problem: "not-permitted" };
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
  const once = await createOnce(db, {
    actor: actorOf(viewer),
    creation,
    create: async (tx, token) => {
      const added = await insertAccount(tx, person, actorOf(viewer));
      if (added.ok) await issueInvitation(tx, { userId: added.account.id, expiresAt, now, token }, actorOf(viewer));
      return added;
    },
    recordOf: (added) => (added.ok ? added.account.id : null),
  });
  if (once.isFirst && !once.made.ok) return once.made;
  const { name, email } = person;
  return {
    ok: true,
    name: name.trim(),
    email: normalizeEmail(email),
    href: setUpAddress(once.token, origin),
    expiresAt,
  };
}

function setUpAddress(token: string, origin: string): string {
  return new URL(`/set-up/${token}`, origin).href;
}

/** A fresh one-time address for someone who lost the first one or their password. The old password works until it is used. */
export async function renewInvitation(
  db: Database,
  viewer: Viewer,
  userId: string,
  { now, origin, creation = null }: Occasion,
): Promise<Invitation | { ok: false; problem: AccountProblem | "not-permitted" }> {
  if (!may(viewer, "people.write")) return { ok: false, problem: "not-permitted" };
  const found = await findAccount(db, userId);
  if (found === null || found.account.disabled) return { ok: false, problem: "unknown-account" };
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
  const { token } = await createOnce(db, {
    actor: actorOf(viewer),
    creation,
    create: (tx, secret) => issueInvitation(tx, { userId, expiresAt, now, token: secret }, actorOf(viewer)),
    recordOf: () => userId,
  });
  const { name, email } = found.account;
  return { ok: true, name, email, href: setUpAddress(token, origin), expiresAt };
}

/** How many keys and links in use this person created: they depend on the role. None for viewers who may not know. */
export async function countCreatedBy(
  db: Database,
  viewer: Viewer,
  userId: string,
  now: Date,
): Promise<{ keys: number; links: number }> {
  return may(viewer, "people.write") ? countCreated(db, userId, now) : { keys: 0, links: 0 };
}

/** Another role or vendor, switched off or on. Null when done. */
export async function changePerson(
  db: Database,
  viewer: Viewer,
  userId: string,
  change: AccountChange,
  now: Date,
): Promise<AccountProblem | "not-permitted" | null> {
  if (!may(viewer, "people.write")) return "not-permitted";
  return changeAccount(db, userId, change, { actor: actorOf(viewer), now });
}

export type OwnPasswordProblem = PasswordProblem | "same-password" | "wrong-password" | "slowed" | "not-a-person";

/** A person's own password, given the present one. Ends all of their sessions. Null when done. */
export async function changeOwnPassword(
  db: Database,
  viewer: Viewer,
  { current, next }: { current: string; next: string },
): Promise<OwnPasswordProblem | null> {
  if (viewer.kind !== "member" && viewer.kind !== "partner") return "not-a-person";
  const weakness = passwordProblem(next, viewer);
  if (weakness) return weakness;
  const tries = { limit: OWN_PASSWORD_TRIES, key: viewer.userId };
  const attempt = await countAttempt(db, [tries]);
  if (!attempt.allowed) return "slowed";
  const found = await findAccount(db, viewer.userId);
  if (!(await verifyPassword(found?.passwordHash ?? null, current))) return "wrong-password";
  await forgetAttempts(db, [tries]);
  if (next === current) return "same-password";
  const passwordHash = await hashPassword(next);
  await db.inside.$transaction((tx) => setPassword(tx, viewer.userId, passwordHash, actorOf(viewer)));
  return null;
}
