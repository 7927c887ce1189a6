import { ROLES, type Role } from "~/domain/access/viewer";
import { recordAudit } from "../db/audit.server";
import type { Database } from "../db/database.server";
import type { Prisma, User } from "../generated/client";
import { endOneTimeSecrets } from "./one-time-secrets.server";

/** Someone who may sign in. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Set for partners. */
  readonly vendorId: number | null;
  readonly demo: boolean;
  readonly disabled: boolean;
  /** False until an invitation was taken up. */
  readonly hasPassword: boolean;
}

/** An account as the log-in needs it. */
export interface AccountWithSecret {
  readonly account: Account;
  readonly passwordHash: string | null;
}

export interface ListedAccount extends Account {
  readonly vendorName: string | null;
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
}

export type AccountChange = { role: Role; vendorId: number | null; disabled: boolean };
export type AccountProblem = "email-taken" | "last-admin" | "unknown-vendor" | "unknown-account";

const AWAITING_PASSWORD = "";

/** One spelling per address: trimmed and in lower case. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

export function toAccount(row: User): Account {
  const role = ROLES.find((known) => known === row.role);
  if (role === undefined) throw new Error(`Account ${row.id} has the unknown role ${row.role}`);
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role,
    vendorId: row.vendorId,
    demo: row.demo,
    disabled: row.disabledAt !== null,
    hasPassword: row.passwordHash !== AWAITING_PASSWORD,
  };
}

export async function findAccountByEmail(db: Database, email: string): Promise<AccountWithSecret | null> {
  const row = await db.inside.user.findUnique({ where: { email: normalizeEmail(email) } });
  return row && { account: toAccount(row), passwordHash: row.passwordHash || null };
}

export async function findAccount(db: Database, id: string): Promise<AccountWithSecret | null> {
  const row = await db.inside.user.findUnique({ where: { id } });
  return row && { account: toAccount(row), passwordHash: row.passwordHash || null };
}

/** Everyone, by name. Only for callers that have checked who asks. */
export async function listAccounts(db: Database): Promise<ListedAccount[]> {
  const [users, vendors, seen] = await Promise.all([
    db.inside.user.findMany({ orderBy: [{ name: "asc" }, { email: "asc" }] }),
    db.inside.vendor.findMany({ select: { id: true, name: true } }),
    db.inside.session.groupBy({ by: ["userId"], _max: { lastSeenAt: true } }),
  ]);
  const vendorNames = new Map(vendors.map((vendor) => [vendor.id, vendor.name]));
  const lastSeen = new Map(seen.map((row) => [row.userId, row._max.lastSeenAt]));
  return users.map((row) => ({
    ...toAccount(row),
    vendorName: row.vendorId === null ? null : (vendorNames.get(row.vendorId) ?? null),
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: lastSeen.get(row.id)?.toISOString() ?? null,
  }));
}

export interface VendorChoice {
  readonly id: number;
  readonly name: string;
}

/** Every vendor by name. Only for callers that have checked who asks. */
export async function listVendorChoices(db: Database): Promise<VendorChoice[]> {
  return db.inside.vendor.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } });
}

/** Whether someone who may still sign in is an admin. Without one, the first set-up is open. */
export async function hasAdmin(db: Database): Promise<boolean> {
  return (await countAdmins(db.inside)) > 0;
}

function countAdmins(tx: Prisma.TransactionClient): Promise<number> {
  return tx.user.count({ where: { role: "admin", disabledAt: null } });
}

/** Changes of who is an admin happen one after the other, so that the last one is seen as such. */
export async function lockAccounts(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('plumbline.accounts'))`;
}

async function vendorProblem(
  tx: Prisma.TransactionClient,
  role: Role,
  vendorId: number | null,
): Promise<AccountProblem | null> {
  if (role !== "partner") return vendorId === null ? null : "unknown-vendor";
  if (vendorId === null) return "unknown-vendor";
  return (await tx.vendor.count({ where: { id: vendorId } })) === 1 ? null : "unknown-vendor";
}

/** A new account; without a password it waits for its invitation to be taken up. */
export async function insertAccount(
  tx: Prisma.TransactionClient,
  person: { email: string; name: string; role: Role; vendorId: number | null; passwordHash?: string; demo?: boolean },
  actor: string,
): Promise<{ ok: true; account: Account } | { ok: false; problem: AccountProblem }> {
  await lockAccounts(tx);
  const email = normalizeEmail(person.email);
  if ((await tx.user.count({ where: { email } })) > 0) return { ok: false, problem: "email-taken" };
  const problem = await vendorProblem(tx, person.role, person.vendorId);
  if (problem) return { ok: false, problem };
  const row = await tx.user.create({
    data: {
      email,
      name: person.name.trim(),
      role: person.role,
      vendorId: person.vendorId,
      passwordHash: person.passwordHash ?? AWAITING_PASSWORD,
      demo: person.demo ?? false,
    },
  });
  await recordAudit(tx, { actor, action: "person.added", subject: `user:${row.id}`, detail: { role: person.role } });
  return { ok: true, account: toAccount(row) };
}

/**
 * Another role, another vendor, disabled or enabled: in effect at the person's next request. Any of these ends their outstanding
 * one-time links; disabling and enabling also end their sessions.
 */
export async function changeAccount(
  db: Database,
  id: string,
  change: AccountChange,
  { actor, now }: { actor: string; now: Date },
): Promise<AccountProblem | null> {
  return db.inside.$transaction(async (tx) => {
    await lockAccounts(tx);
    const before = await tx.user.findUnique({ where: { id } });
    if (before === null) return "unknown-account";
    const problem = await vendorProblem(tx, change.role, change.vendorId);
    if (problem) return problem;
    const wasAdmin = before.role === "admin" && before.disabledAt === null;
    const staysAdmin = change.role === "admin" && !change.disabled;
    if (wasAdmin && !staysAdmin && (await countAdmins(tx)) === 1) return "last-admin";
    await tx.user.update({
      where: { id },
      data: {
        role: change.role,
        vendorId: change.vendorId,
        disabledAt: change.disabled ? (before.disabledAt ?? now) : null,
      },
    });
    const isSwitched = change.disabled !== (before.disabledAt !== null);
    if (isSwitched) await tx.session.deleteMany({ where: { userId: id } });
    if (isSwitched || change.role !== before.role || change.vendorId !== before.vendorId)
      await endOneTimeSecrets(tx, id);
    await recordAudit(tx, {
      actor,
      action: "person.changed",
      subject: `user:${id}`,
      detail: { from: before.role, to: change.role, disabled: change.disabled },
    });
    return null;
  });
}

/** A new password ends every session and outstanding one-time link of the account. */
export async function setPassword(
  tx: Prisma.TransactionClient,
  id: string,
  passwordHash: string,
  actor: string,
): Promise<void> {
  await tx.user.update({ where: { id }, data: { passwordHash } });
  await tx.session.deleteMany({ where: { userId: id } });
  await endOneTimeSecrets(tx, id);
  await recordAudit(tx, { actor, action: "person.password-set", subject: `user:${id}` });
}
