import type { Database } from "~/data/db/database.server";
import type { ImportRun } from "~/data/imports/import-runs.server";
import { findKeyHolderById } from "~/data/access/api-keys.server";
import { findAccount } from "~/data/access/accounts.server";
import type { Viewer } from "~/domain/access/viewer";
import { DROP_FOLDER_ACTOR, DROP_FOLDER_VIEWER } from "~/domain/access/drop-folder";
import { viewerOfAccount, viewerOfKey } from "~/domain/access/make-viewer";

/** Who asked for a run, as they may act now; null where they may no longer act at all. */
export async function viewerOfRun(
  db: Database,
  { userId, keyId, requestedBy }: Pick<ImportRun, "userId" | "keyId" | "requestedBy">,
  now: Date,
): Promise<Viewer | null> {
  if (keyId !== null) {
    const holder = await findKeyHolderById(db, keyId, now);
    return holder && viewerOfKey(holder);
  }
  if (userId === null && requestedBy === DROP_FOLDER_ACTOR) return DROP_FOLDER_VIEWER;
  const found = userId === null ? null : await findAccount(db, userId);
  return found === null || found.account.disabled ? null : viewerOfAccount(found.account);
}
