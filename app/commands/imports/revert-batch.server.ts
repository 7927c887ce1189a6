import { findBatch } from "~/data/imports/batches.server";
import { withdrawBatch as withdraw, type WithdrawOutcome } from "~/data/imports/load/revert-batch.server";
import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";

/** Takes a batch back, where the viewer may see it. */
export async function withdrawBatch(db: Database, viewer: Viewer, id: number, actor: string): Promise<WithdrawOutcome> {
  return (await findBatch(db, viewer, id)) ? withdraw(db, id, actor) : "not-found";
}
