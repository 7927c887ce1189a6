import { type CreatorState, keyState, type KeyState } from "~/domain/access/credential-state";
import type { ImportLimits } from "~/domain/access/import-limits";
import { ROLES, type Role } from "~/domain/access/viewer";
import { recordAudit } from "../db/audit.server";
import { createOnce, type FormCreation } from "../db/create-once.server";
import { findCreators } from "./creators.server";
import type { Database } from "../db/database.server";
import type { ApiKey, Prisma } from "../generated/client";
import { digestToken } from "./secrets.server";

const KEY_PREFIX = "plk_";
/** The use of a key is written down at most this often. */
const TOUCH_SECONDS = 60;

export interface KeyHolder {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly vendorId: number | null;
  readonly imports: ImportLimits;
}

/** A key to be made. No source or vendor named: its imports are limited by its role alone. */
export interface KeyRequest {
  readonly name: string;
  readonly role: Role;
  readonly vendorId: number | null;
  readonly importSources?: readonly string[];
  readonly importVendorIds?: readonly number[];
  readonly expiresAt: Date;
}

export interface ListedKey extends KeyHolder {
  readonly vendorName: string | null;
  readonly createdAt: string;
  readonly createdByName: string | null;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
  readonly creator: CreatorState;
}

/** What a presented key is: one that is good with its holder, or one that no longer is. */
export type PresentedKey =
  | {
      readonly state: "active";
      readonly holder: KeyHolder;
      /** Whether this use was written down; of many within a minute one is. */
      readonly isUseWritten: boolean;
    }
  | {
      readonly state: Exclude<KeyState, "active">;
      readonly id: string;
      readonly expiresAt: Date;
      readonly creator: CreatorState;
    };

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

type Minted = { ok: true; id: string } | { ok: false; problem: "unknown-vendor" };

/** A new key, returned in clear once per form. A partner's key names its vendor, others name none. */
export async function mintKey(
  db: Database,
  { importSources = [], importVendorIds = [], ...key }: KeyRequest,
  { actor, createdBy, creation }: { actor: string; createdBy: string | null; creation: FormCreation | null },
): Promise<{ ok: true; id: string; key: string } | { ok: false; problem: "unknown-vendor" }> {
  const create = async (tx: Prisma.TransactionClient, token: string): Promise<Minted> => {
    const vendors = key.vendorId === null ? 0 : await tx.vendor.count({ where: { id: key.vendorId } });
    if (vendors !== (key.role === "partner" ? 1 : 0)) return { ok: false, problem: "unknown-vendor" };
    const limits = { importSources: [...new Set(importSources)], importVendorIds: [...new Set(importVendorIds)] };
    const limiting = await tx.vendor.count({ where: { id: { in: limits.importVendorIds } } });
    if (limiting !== limits.importVendorIds.length) return { ok: false, problem: "unknown-vendor" };
    const row = await tx.apiKey.create({
      data: { ...key, ...limits, keyHash: digestToken(KEY_PREFIX + token), createdBy },
    });
    const detail = { role: key.role, ...limits, expires: key.expiresAt.toISOString().slice(0, 10) };
    await recordAudit(tx, { actor, action: "key.minted", subject: `key:${row.id}`, detail });
    return { ok: true, id: row.id };
  };
  const recordOf = (minted: Minted) => (minted.ok ? minted.id : null);
  const once = await createOnce(db, { actor, creation, create, recordOf });
  const minted: Minted = once.isFirst ? once.made : { ok: true, id: once.record };
  return minted.ok ? { ...minted, key: KEY_PREFIX + once.token } : minted;
}

/** What this secret opens; null where it is no key. The use of one that is good is written down. */
export async function findPresentedKey(db: Database, secret: string, now: Date): Promise<PresentedKey | null> {
  if (!secret.startsWith(KEY_PREFIX)) return null;
  const row = await db.inside.apiKey.findUnique({ where: { keyHash: digestToken(secret) } });
  if (row === null) return null;
  const { state, creator } = await stateOf(db, row, now);
  if (state !== "active") return { state, id: row.id, expiresAt: row.expiresAt, creator };
  const [isUseWritten, holder] = await Promise.all([writeUse(db, row, now), holderOf(db, row)]);
  return { state, holder, isUseWritten };
}

async function writeUse(db: Database, { id, lastUsedAt }: ApiKey, now: Date): Promise<boolean> {
  const writtenBefore = new Date(now.getTime() - TOUCH_SECONDS * 1000);
  if (lastUsedAt !== null && lastUsedAt >= writtenBefore) return false;
  const isDue = { OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: writtenBefore } }] };
  const { count } = await db.inside.apiKey.updateMany({ where: { id, ...isDue }, data: { lastUsedAt: now } });
  return count === 1;
}

/** Who holds the key with this id, if it is still good. */
export async function findKeyHolderById(db: Database, id: string, now: Date): Promise<KeyHolder | null> {
  const row = await db.inside.apiKey.findUnique({ where: { id } });
  return row === null || (await stateOf(db, row, now)).state !== "active" ? null : holderOf(db, row);
}

async function stateOf(db: Database, row: ApiKey, now: Date): Promise<{ state: KeyState; creator: CreatorState }> {
  const creatorOf = await findCreators(db, "key", [row.createdBy]);
  const creator = creatorOf(row.createdBy).state;
  return { state: keyState({ ...row, creator }, now), creator };
}

/** Every key, the newest first. Only for callers that have checked who asks. */
export async function listKeys(db: Database): Promise<ListedKey[]> {
  const [keys, vendors] = await Promise.all([
    db.inside.apiKey.findMany({ orderBy: { createdAt: "desc" } }),
    db.inside.vendor.findMany({ select: { id: true, key: true, name: true } }),
  ]);
  const vendorNames = new Map(vendors.map((vendor) => [vendor.id, vendor.name]));
  const vendorKeys = new Map(vendors.map((vendor) => [vendor.id, vendor.key]));
  const creatorOf = await findCreators(
    db,
    "key",
    keys.map(({ createdBy }) => createdBy),
  );
  return keys.map((row) => ({
    ...toHolder(row, vendorKeys),
    vendorName: row.vendorId === null ? null : (vendorNames.get(row.vendorId) ?? null),
    createdAt: row.createdAt.toISOString(),
    createdByName: creatorOf(row.createdBy).name,
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    creator: creatorOf(row.createdBy).state,
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
