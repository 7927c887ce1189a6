import path from "node:path";
import type { Database } from "~/data/db/database.server";
import { findBatchOfRequest } from "~/data/imports/batches.server";
import {
  claimRun,
  finishRun,
  noteProgress,
  requeueRun,
  type ImportRun,
  type RunEnd,
  type RunProgress,
} from "~/data/imports/import-runs.server";
import { importLimitsOf } from "~/domain/access/import-limits";
import { ownHost } from "~/data/db/own-host.server";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import { futureRowsOf } from "./future-rows.server";
import type { DryRunOutcome } from "~/domain/imports/dry-run-outcome";
import { forgetGone } from "~/ingest/intake/upload-quota.server";
import { importFile, type ImportDryRun } from "~/ingest/load/import-file.server";
import { filesFolder } from "~/ingest/load/original-files.server";
import { discardReceived } from "~/ingest/intake/received/received-files.server";
import { removeStaged, stagedFolder, stagedIdOf } from "~/ingest/intake/upload-folder.server";
import { FileRefused } from "~/domain/input/refusal";
import { showDryRun } from "./dry-run.server";
import { viewerOfRun } from "./viewer-of-run.server";
import { RUN_FAILURES } from "~/wording/imports/drop-folder";

export type RunSetting = { dataFolder: string; clock: () => Date };

/** Started this often without an end, a run is given up: the file may be what ends the process. */
const MAX_ATTEMPTS = 8;
/** After this many attempts an unforeseen error is its end. */
const ATTEMPTS_AFTER_ERRORS = 3;
const PROGRESS_EVERY_MS = 500;

/**
 * Does the work of a run, unless somebody else does or it is over. Its end is written down with it; an unforeseen error is thrown
 * on after the run was given back to the queue, or, after several attempts, was ended.
 */
export async function workRun(db: Database, id: string, setting: RunSetting): Promise<void> {
  const claimed = await claimRun(db, id, ownHost(setting.dataFolder).id);
  if (claimed === null) return;
  const { run, release } = claimed;
  try {
    const end = await endOf(db, run, setting);
    await finishRun(db, id, end);
    const stagedId = end.state === "applied" ? stagedIdOf(run.path) : null;
    // The original is kept with the batch.
    if (stagedId !== null) await removeStaged(stagedFolder(setting.dataFolder), stagedId);
    await discardReceived(setting.dataFolder, run.path);
    await forgetGone(db, setting.dataFolder);
  } catch (error) {
    await (run.attempts < ATTEMPTS_AFTER_ERRORS ? requeueRun(db, id) : finishRun(db, id, UNFORESEEN));
    throw error;
  } finally {
    await release();
  }
}

const UNFORESEEN: RunEnd = failed("unforeseen", RUN_FAILURES.unexpected);

async function endOf(db: Database, run: ImportRun, setting: RunSetting): Promise<RunEnd> {
  if (run.cancelRequested) return { state: "cancelled" };
  if (run.attempts > MAX_ATTEMPTS) return failed("gave-up", RUN_FAILURES.attempts(MAX_ATTEMPTS));
  const viewer = await viewerOfRun(db, run, new Date());
  if (viewer === null || !may(viewer, "imports.write"))
    return failed("not-permitted", RUN_FAILURES.notPermitted(run.requestedBy));
  try {
    return await watched(db, run.id, (watch) => work(db, run, { ...setting, viewer }, watch));
  } catch (error) {
    // Another run with the same key may have applied the file, and let it go, while this one had it open.
    const applied = run.dryRun ? null : await findBatchOfRequest(db, run.requestKey);
    if (applied !== null) return { state: "applied", batchId: applied, outcome: null };
    if (!(error instanceof FileRefused)) throw error;
    if (error.code === "cancelled") return { state: "cancelled" };
    return { ...failed(error.code, error.message), outcome: { rows: error.rows } };
  }
}

function failed(code: string, words: string): Extract<RunEnd, { state: "failed" }> {
  return { state: "failed", refusal: { code, words }, outcome: null };
}

type Watch = { signal: AbortSignal; onProgress: (progress: RunProgress) => void };

/** Writes the progress of the work down as it goes, and ends it when that was requested. */
async function watched<T>(db: Database, id: string, watchedWork: (watch: Watch) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  let latest: RunProgress | null = null;
  let writing = Promise.resolve();
  const note = async () => {
    if ((await noteProgress(db, id, latest)).cancelRequested) stopping.abort();
  };
  const write = () => {
    // The work itself meets a database that is gone, and says so.
    writing = note().catch(() => undefined);
  };
  const ticking = setInterval(write, PROGRESS_EVERY_MS);
  try {
    return await watchedWork({ signal: stopping.signal, onProgress: (progress) => void (latest = progress) });
  } finally {
    clearInterval(ticking);
    await writing;
    await note().catch(() => undefined);
  }
}

type WorkSetting = RunSetting & { viewer: Viewer };

async function work(
  db: Database,
  run: ImportRun,
  { dataFolder, clock, viewer }: WorkSetting,
  watch: Watch,
): Promise<RunEnd> {
  const request = {
    path: path.join(dataFolder, run.path),
    fileName: run.fileName,
    mapping: run.mapping,
    ...(run.vendor === null ? {} : { vendor: run.vendor }),
    by: { actor: run.requestedBy, userId: run.userId },
    limits: importLimitsOf(viewer),
    filesFolder: filesFolder(dataFolder),
    requestKey: run.requestKey,
    ...watch,
  };
  if (run.dryRun) {
    const dryRun: ImportDryRun<DryRunOutcome> = (inside, tried, touched) =>
      showDryRun({ live: db, inside }, viewer, { tried, touched }, clock);
    const tried = await importFile(db, { ...request, dryRun });
    return { state: "tried", batchId: null, outcome: tried.dryRun };
  }
  const result = await importFile(db, request);
  return {
    state: "applied",
    batchId: result.batch,
    outcome: { ...result, future: await futureRowsOf(db, result.batch, clock) },
  };
}
