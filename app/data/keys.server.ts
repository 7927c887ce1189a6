import type { ImportLimits } from "~/domain/access/import-limits";
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
  readonly imports: ImportLimits;
}

/** A key to be made. No source or vendor named: its imports are limited by its role alone. */
export interface KeyWish {
  readonly name: string;
  readonly role: Role;
  readonly vendorId: number | null;
  readonly importSources?: readonly string[];
  readonly importVendorIds?: readonly number[];
}

export interface ListedKey extends KeyHolder {
  readonly vendorName: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

function toHolder(row: ApiKey, vendorKeys: ReadonlyMap<number, string>): KeyHolder {
  const role = ROLES.find((known) => known === row.role);
  if (role === undefined) throw new Error(`Key ${row.id} has the unknown role ${row.role}`);
  const vendors = row.importVendorIds.flatMap((id) => vendorKeys.get(id) ?? []);
  const imports: ImportLimits = {
    sources: row.importSources.length === 0 ? "all" : row.importSources,
    vendors: row.importVendorIds.length === 0 ? "all" : vendors,
  };
  return { id: row.id, name: row.name, role, vendorId: row.vendorId, imports };
}

async function holderOf(db: Database, row: ApiKey): Promise<KeyHolder> {
  if (row.importVendorIds.length === 0) return toHolder(row, new Map());
  const vendors = await db.inside.vendor.findMany({
    where: { id: { in: row.importVendorIds } },
    select: { id: true, key: true },
  });
  return toHolder(row, new Map(vendors.map(({ id, key }) => [id, key])));
}

/** A new key, returned in clear this once. A partner's key names its vendor, others name none. */
export async function mintKey(
  db: Database,
  { importSources = [], importVendorIds = [], ...key }: KeyWish,
  { actor, createdBy }: { actor: string; createdBy: string | null },
): Promise<{ ok: true; id: string; key: string } | { ok: false; problem: "unknown-vendor" }> {
  const secret = newToken(KEY_PREFIX);
  return db.inside.$transaction(async (tx) => {
    const vendors = key.vendorId === null ? 0 : await tx.vendor.count({ where: { id: key.vendorId } });
    if (vendors !== (key.role === "partner" ? 1 : 0)) return { ok: false, problem: "unknown-vendor" };
    const limits = { importSources: [...new Set(importSources)], importVendorIds: [...new Set(importVendorIds)] };
    const limiting = await tx.vendor.count({ where: { id: { in: limits.importVendorIds } } });
    if (limiting !== limits.importVendorIds.length) return { ok: false, problem: "unknown-vendor" };
    const row = await tx.apiKey.create({ data: { ...key, ...limits, keyHash: digestToken(secret), createdBy } });
    const detail = { role: key.role, ...limits };
    await recordAudit(tx, { actor, action: "key.minted", subject: `key:${row.id}`, detail });
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
  return holderOf(db, row);
}

/** Who holds the key with this id, if it is still good. */
export async function findKeyHolderById(db: Database, id: string): Promise<KeyHolder | null> {
  const row = await db.inside.apiKey.findUnique({ where: { id } });
  return row === null || row.revokedAt !== null ? null : holderOf(db, row);
}

/** Every key, the newest first. Only for callers that have checked who asks. */
export async function listKeys(db: Database): Promise<ListedKey[]> {
  const [keys, vendors] = await Promise.all([
    db.inside.apiKey.findMany({ orderBy: { createdAt: "desc" } }),
    db.inside.vendor.findMany({ select: { id: true, key: true, name: true } }),
  ]);
  const vendorNames = new Map(vendors.map((vendor) => [vendor.id, vendor.name]));
  const vendorKeys = new Map(vendors.map((vendor) => [vendor.id, vendor.key]));
  return keys.map((row) => ({
    ...toHolder(row, vendorKeys),
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
