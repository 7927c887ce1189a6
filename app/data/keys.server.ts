import { ROLES, type Role } from "~/domain/access/viewer";
import { recordAudit } from "./audit.server";
import type { Database } from "./database.server";
import type { ApiKey } from "./generated/client";
import { digestToken, newToken } from "./secrets.server";

const KEY_PREFIX = "plk_";
/** The use of a key is written down at most this often. */
const TOUCH_SECONDS = 300;

export interface KeyHolder {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly vendorId: number | null;
}

export interface ListedKey extends KeyHolder {
  readonly vendorName: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

function toHolder(row: ApiKey): KeyHolder {
  const role = ROLES.find((known) => known === row.role);
  if (role === undefined) throw new Error(`Key ${row.id} has the unknown role ${row.role}`);
  return { id: row.id, name: row.name, role, vendorId: row.vendorId };
}

/** A new key, returned in clear this once. A partner's key names its vendor, others name none. */
export async function mintKey(
  db: Database,
  key: { name: string; role: Role; vendorId: number | null },
  { actor, createdBy }: { actor: string; createdBy: string | null },
): Promise<{ ok: true; id: string; key: string } | { ok: false; problem: "unknown-vendor" }> {
  const secret = newToken(KEY_PREFIX);
  return db.inside.$transaction(async (tx) => {
    const vendors = key.vendorId === null ? 0 : await tx.vendor.count({ where: { id: key.vendorId } });
    if (vendors !== (key.role === "partner" ? 1 : 0)) return { ok: false, problem: "unknown-vendor" };
    const row = await tx.apiKey.create({ data: { ...key, keyHash: digestToken(secret), createdBy } });
    await recordAudit(tx, { actor, action: "key.minted", subject: `key:${row.id}`, detail: { role: key.role } });
    return { ok: true, id: row.id, key: secret };
  });
}

/** Who presents this key, if it is one and still good. */
export async function findKeyHolder(db: Database, secret: string, now: Date): Promise<KeyHolder | null> {
  if (!secret.startsWith(KEY_PREFIX)) return null;
  const row = await db.inside.apiKey.findUnique({ where: { keyHash: digestToken(secret) } });
  if (row === null || row.revokedAt !== null) return null;
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > TOUCH_SECONDS * 1000) {
    await db.inside.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return toHolder(row);
}

/** Every key, the newest first. Only for callers that have checked who asks. */
export async function listKeys(db: Database): Promise<ListedKey[]> {
  const [keys, vendors] = await Promise.all([
    db.inside.apiKey.findMany({ orderBy: { createdAt: "desc" } }),
    db.inside.vendor.findMany({ select: { id: true, name: true } }),
  ]);
  const vendorNames = new Map(vendors.map((vendor) => [vendor.id, vendor.name]));
  return keys.map((row) => ({
    ...toHolder(row),
    vendorName: row.vendorId === null ? null : (vendorNames.get(row.vendorId) ?? null),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}

/** False where there was no such key in use. */
export async function revokeKey(
  db: Database,
  id: string,
  { actor, now }: { actor: string; now: Date },
): Promise<boolean> {
  return db.inside.$transaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
    if (count === 1) await recordAudit(tx, { actor, action: "key.revoked", subject: `key:${id}` });
    return count === 1;
  });
}
