import { findBatch } from "~/data/imports/batches.server";
import { revertBatch as revert, type RevertOutcome } from "~/data/imports/load/revert-batch.server";
import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";

/** Takes a batch back, where the viewer may see it. */
export async function revertBatch(db: Database, viewer: Viewer, id: number, actor: string): Promise<RevertOutcome> {
  return (await findBatch(db, viewer, id)) ? revert(db, id, actor) : "not-found";
}
