import { keyState, type KeyState } from "~/domain/access/credential-state";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import type { FormCreation } from "~/data/db/create-once.server";
import type { Database } from "~/data/db/database.server";
import { listKeys, mintKey, revokeKey, type KeyRequest, type ListedKey } from "~/data/access/api-keys.server";
import { listKnownSources } from "~/data/access/sources.server";
import { listVendorChoices, type VendorChoice } from "~/data/access/accounts.server";
import { KEY_DAYS_DEFAULT } from "./person-form";
import { actorOf } from "~/domain/access/actor";

const DAY_MS = 86_400_000;

/** Every key, without its secret, and what a new one can be limited to. Empty for viewers who may not know. */
export async function listApiKeys(
  db: Database,
  viewer: Viewer,
  now: Date,
): Promise<{ keys: (ListedKey & { state: KeyState })[]; vendors: VendorChoice[]; sources: string[] }> {
  if (!may(viewer, "keys.read")) return { keys: [], vendors: [], sources: [] };
  const [keys, vendors, sources] = await Promise.all([listKeys(db), listVendorChoices(db), listKnownSources(db)]);
  return { keys: keys.map((key) => ({ ...key, state: stateOf(key, now) })), vendors, sources };
}

/** A new key, good for so many days; its secret is in the answer and nowhere else. A form creates one key, however often it is sent. */
export async function createApiKey(
  db: Database,
  viewer: Viewer,
  { days = KEY_DAYS_DEFAULT, ...key }: Omit<KeyRequest, "expiresAt"> & { readonly days?: number },
  now: Date = new Date(),
  creation: FormCreation | null = null,
): Promise<{ ok: true; id: string; key: string } | { ok: false; problem: "unknown-vendor" | "not-permitted" }> {
  if (!may(viewer, "keys.write")) return { ok: false, problem: "not-permitted" };
  const createdBy = viewer.kind === "member" ? viewer.userId : null;
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  return mintKey(db, { ...key, expiresAt }, { actor: actorOf(viewer), createdBy, creation });
}

function stateOf({ revokedAt, expiresAt, creator }: ListedKey, now: Date): KeyState {
  return keyState(
    { revokedAt: revokedAt === null ? null : new Date(revokedAt), expiresAt: new Date(expiresAt), creator },
    now,
  );
}

/** From the next request on the key opens nothing. False where there was none to revoke. */
export async function revokeApiKey(db: Database, viewer: Viewer, id: string, now: Date): Promise<boolean> {
  return may(viewer, "keys.write") && revokeKey(db, id, { actor: actorOf(viewer), now });
}
