import type { Database } from "~/data/db/database.server";
import { askToCancelDryRuns, findAppliedRun, findRun } from "~/data/imports/import-runs.server";
import { actorOf } from "~/domain/access/actor";
import type { Viewer } from "~/domain/access/viewer";
import { isOver } from "~/domain/imports/import-run";
import { stagedFolder } from "~/ingest/intake/upload-folder.server";
import { findStaged, type StagedFile } from "~/ingest/wizard/uploads.server";
import { loadMapping } from "~/ingest/wizard/check-upload.server";
import { changeStaged, discardStaged, type Discarding } from "./change-upload.server";
import { writeRun, type RunQueue } from "./start-run.server";

export type RunWay = { queue: RunQueue; dataFolder: string };

/** Requests to begin something of an upload or to remove it, by its id: one after the other. One process at a time works with the uploads of a data folder. */
const turns = new Map<string, Promise<unknown>>();

async function inTurn<Answer>(id: string, work: () => Promise<Answer>): Promise<Answer> {
  const answer = (turns.get(id) ?? Promise.resolve()).then(work);
  const settled = answer.then(
    () => undefined,
    () => undefined,
  );
  turns.set(id, settled);
  try {
    return await answer;
  } finally {
    if (turns.get(id) === settled) turns.delete(id);
  }
}

/** Removes an upload of this viewer. One that is being imported stays. */
export function discardUpload(db: Database, viewer: Viewer, dataFolder: string, id: string): Promise<Discarding> {
  return inTurn(id, () => discardStaged({ db, dataFolder }, id, actorOf(viewer)));
}

/**
 * Begins the dry run of an upload, or its import, and answers the run's id; null while something is open. A dry run that goes on is
 * answered again while the mapping is the same, and cancelled once anything else begins.
 */
export async function startStaged(
  db: Database,
  viewer: Viewer,
  staged: StagedFile,
  way: RunWay & { dryRun: boolean },
): Promise<string | null> {
  return inTurn(staged.id, async () => {
    const current = await findStaged(stagedFolder(way.dataFolder), staged.id, staged.actor);
    if (current === null) return (await findAppliedRun(db, viewer, staged.id))?.id ?? null;
    return startInTurn(db, viewer, current, way);
  });
}

async function startInTurn(
  db: Database,
  viewer: Viewer,
  staged: StagedFile,
  { queue, dataFolder, dryRun }: RunWay & { dryRun: boolean },
): Promise<string | null> {
  const under = staged.applyRunId === null ? null : await findRun(db, viewer, staged.applyRunId);
  if (under !== null && (!isOver(under.state) || under.state === "applied")) return under.id;
  const made = await loadMapping(db, viewer, staged);
  if (!made.ok || made.value.mapping === null || made.value.open.length > 0)
    return (await findAppliedRun(db, viewer, staged.id))?.id ?? null;
  const { mapping, partner, fingerprint } = made.value;
  const requestKey = `staged ${staged.id}`;
  const tried = dryRun && staged.dryRun?.of === fingerprint ? await findRun(db, viewer, staged.dryRun.runId) : null;
  if (tried !== null && !isOver(tried.state) && !tried.cancelRequested) return tried.id;
  await askToCancelDryRuns(db, requestKey);
  const runId = await writeRun(db, viewer, {
    path: staged.path,
    dataFolder,
    fileName: staged.fileName,
    bytes: staged.bytes,
    mapping,
    vendor: partner,
    dryRun,
    requestKey,
  });
  await changeStaged(dataFolder, staged, dryRun ? { dryRun: { runId, of: fingerprint } } : { applyRunId: runId });
  await queue.takeUpRun(runId);
  return runId;
}
