import { findBatch, findBatchOfContent } from "~/data/imports/batches.server";
import type { Database } from "~/data/db/database.server";
import { ownHost } from "~/data/db/own-host.server";
import { recordWaitingFiles } from "~/data/imports/waiting-files.server";
import { listOpenRunsOf, type ImportRun, findRun } from "~/data/imports/import-runs.server";
import { DROP_FOLDER_ACTOR, DROP_FOLDER_VIEWER } from "~/domain/access/drop-folder";
import type { UploadQuota } from "~/domain/imports/upload-quota";
import { isOver } from "~/domain/imports/import-run";
import { stagedIdOfContent, stageTaken } from "~/ingest/wizard/stage-dropped.server";
import type { TakenFile } from "~/ingest/intake/dropped/take-dropped.server";
import { removeStaged, stagedFolder } from "~/ingest/intake/upload-folder.server";
import type { StagedFile } from "~/ingest/wizard/uploads.server";
import { loadMapping } from "~/ingest/wizard/check-upload.server";
import { startStaged } from "~/commands/imports/start-staged-run.server";
import type { RunQueue } from "~/commands/imports/start-run.server";
import type { DropOutcome } from "./drop-outcome";
import { fitReasons, refusedBecause } from "./import-blockers";
import { DROP_FOLDER } from "~/wording/imports/drop-folder";

export type DropSetting = {
  db: Database;
  dataFolder: string;
  quota: UploadQuota;
  queue: RunQueue;
  clock: () => Date;
};

/** A taken file and how far the work on it is. */
export type TakenWork = { taken: TakenFile; runId: string | null; outcome: DropOutcome | null };

/**
 * Takes the work on a taken file one step on. What was done is known from the runs and batches of these bytes, so that it may be
 * started again at any point. Answers whether the work is at its end.
 */
export async function workDropped(setting: DropSetting, vendorKey: string, work: TakenWork): Promise<boolean> {
  if (work.outcome === null)
    work.outcome = work.runId === null ? await begin(setting, vendorKey, work) : await goOn(setting, work.runId);
  return work.outcome !== null;
}

async function begin(setting: DropSetting, vendorKey: string, work: TakenWork): Promise<DropOutcome | null> {
  const { db, dataFolder, clock } = setting;
  const { sha256 } = work.taken;
  const before = await findBatchOfContent(db, { vendorKey, sha256 });
  if (before?.current) {
    await removeStaged(stagedFolder(dataFolder), work.taken.id);
    return importedAs(db, before.id, true);
  }
  const id = stagedIdOfContent(vendorKey, sha256, before?.id ?? null);
  const [open] = await listOpenRunsOf(db, { by: DROP_FOLDER_ACTOR, vendorKey });
  if (open !== undefined) {
    // One after the other, in the order in which they came: what a later file restates stays restated.
    if (open.requestKey === `staged ${id}`) work.runId = open.id;
    return null;
  }
  const staged = await stageTaken(dataFolder, work.taken, { id, vendorKey, now: clock() });
  const { actor, fileName, bytes } = staged;
  await recordWaitingFiles(db, ownHost(dataFolder), [{ id, folder: "staged", actor, fileName, bytes }]);
  const made = await loadMapping(db, DROP_FOLDER_VIEWER, staged);
  const refused = refusedBecause(made);
  if (refused !== null) {
    await removeStaged(stagedFolder(dataFolder), staged.id);
    return { kind: "refused", words: refused };
  }
  const reasons = made.ok ? fitReasons(made.value) : [made.refusal.message];
  if (reasons.length > 0) return { kind: "waits", reasons };
  work.runId = await start(setting, staged);
  return null;
}

async function start({ db, queue, dataFolder }: DropSetting, staged: StagedFile): Promise<string> {
  const runId = await startStaged(db, DROP_FOLDER_VIEWER, staged, { queue, dataFolder, dryRun: false });
  if (runId === null) throw new Error(DROP_FOLDER.mappingGone(staged.fileName));
  return runId;
}

async function goOn({ db, dataFolder }: DropSetting, runId: string): Promise<DropOutcome | null> {
  const run = await findRun(db, DROP_FOLDER_VIEWER, runId);
  if (run !== null && !isOver(run.state)) return null;
  if (run?.state === "applied" && run.batchId !== null) return importedAs(db, run.batchId, false);
  const [, stagedId = ""] = run?.requestKey.split(" ") ?? [];
  await removeStaged(stagedFolder(dataFolder), stagedId);
  return { kind: "refused", words: textOf(run) };
}

function textOf(run: ImportRun | null): string {
  if (run?.state === "cancelled") return DROP_FOLDER.cancelled;
  return run?.refusal?.words ?? DROP_FOLDER.runGone;
}

async function importedAs(db: Database, batchId: number, again: boolean): Promise<DropOutcome> {
  const batch = await findBatch(db, DROP_FOLDER_VIEWER, batchId);
  if (batch === null) throw new Error(`Batch ${batchId} not found`);
  return { kind: "imported", batch, again };
}
