import type { Database } from "~/data/db/database.server";
import { findAppliedRun, findRun, hostAwaited } from "~/data/imports/import-runs.server";
import type { Viewer } from "~/domain/access/viewer";
import { viewRun, type RunView } from "~/domain/imports/import-run";
import { stagedIdOf } from "~/ingest/intake/upload-folder.server";

export type RunPage = {
  readonly run: RunView;
  readonly requestedBy: string;
  /** The batch that the run became; null: it did not, or not yet. */
  readonly batchId: number | null;
  /** The name of the host that has the file; null: this one has it, or the run no longer waits. */
  readonly waitsFor: string | null;
  /** The upload that the run reads; null: its file came another way. */
  readonly stagedId: string | null;
};

/** A run as its page shows it; null where the viewer may know of none. */
export async function loadRun(
  db: Database,
  viewer: Viewer,
  id: string,
  { now, dataFolder }: { now: Date; dataFolder: string },
): Promise<RunPage | null> {
  const run = await findRun(db, viewer, id);
  if (run === null) return null;
  return {
    run: viewRun(run, now),
    requestedBy: run.requestedBy,
    batchId: run.state === "applied" ? run.batchId : null,
    waitsFor: hostAwaited(run, dataFolder),
    stagedId: stagedIdOf(run.path),
  };
}

/** How far a run is; null where the viewer may know of none. */
export async function loadRunProgress(db: Database, viewer: Viewer, id: string, now: Date): Promise<RunView | null> {
  const run = await findRun(db, viewer, id);
  return run && viewRun(run, now);
}

/** The run that applied an upload, and the batch that it became; null: none did. */
export async function loadAppliedRun(
  db: Database,
  viewer: Viewer,
  stagedId: string,
): Promise<{ id: string; batchId: number | null } | null> {
  const run = await findAppliedRun(db, viewer, stagedId);
  return run && { id: run.id, batchId: run.batchId };
}
