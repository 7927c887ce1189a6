import type pg from "pg";
import type { Viewer } from "~/domain/access/viewer";
import type { RunFigures } from "~/domain/imports/import-run";
import type { Database } from "../db/database.server";
import { type Host, ownHost } from "../db/own-host.server";
import { holdLock } from "../db/locks.server";

/** A program's name for one request of its own: sent again with the same content it is the same request. */
export type Idempotency = { key: string; digest: string };

export type RunToStart = {
  id: string;
  /** A dry run: everything is done as if, then undone. */
  dryRun: boolean;
  /** Where the file is, below the data folder. */
  path: string;
  /** The host on whose disk it is: only there it is worked on. */
  host: Host;
  fileName: string;
  fileBytes: number;
  mapping: unknown;
  vendor: { key: string; name: string } | null;
  requestedBy: string;
  userId: string | null;
  /** The API key that asked. */
  keyId: string | null;
  /** What the asking program calls this request, with a digest of what it sent. */
  idempotency: Idempotency | null;
  /** Applied once per key, however often the work is started. */
  requestKey: string;
};

export type ImportRun = Omit<RunToStart, "host"> &
  RunFigures & {
    /** Null: the run is older than host ids; any host may resume it. */
    host: Host | null;
    /** How often the work was started. */
    attempts: number;
    /** What came of it, as the one who did the work wrote it down. */
    outcome: unknown;
    createdAt: Date;
    finishedAt: Date | null;
  };

const RUN_COLUMNS = `id, state, dry_run AS "dryRun", path,
  CASE WHEN host_id IS NOT NULL THEN json_build_object('id', host_id, 'name', host_name) END AS host, file_name AS "fileName", file_bytes::float8 AS "fileBytes", mapping,
  CASE WHEN vendor_key IS NOT NULL THEN json_build_object('key', vendor_key, 'name', COALESCE(vendor_name, vendor_key)) END AS vendor,
  requested_by AS "requestedBy", user_id AS "userId", key_id AS "keyId",
  CASE WHEN idempotency_key IS NOT NULL THEN json_build_object('key', idempotency_key, 'digest', content_digest) END AS idempotency,
  request_key AS "requestKey", phase, bytes_read::float8 AS "bytesRead",
  rows_read AS "rowsRead", rows_rejected AS "rowsRejected", attempts, cancel_requested_at IS NOT NULL AS "cancelRequested",
  CASE WHEN refusal_code IS NOT NULL THEN json_build_object('code', refusal_code, 'words', refusal_message) END AS refusal,
  batch_id AS "batchId", outcome, created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt"`;

/** False: the key that asks has used this idempotency key before, and nothing was written. */
export async function insertRun(db: Database, run: RunToStart): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `INSERT INTO import_run (id, state, dry_run, path, file_name, file_bytes, mapping, vendor_key, vendor_name, requested_by, user_id,
       request_key, key_id, idempotency_key, content_digest, host_id, host_name)
     VALUES ($1, 'queued', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT (key_id, idempotency_key) DO NOTHING`,
    [
      run.id,
      run.dryRun,
      run.path,
      run.fileName,
      run.fileBytes,
      JSON.stringify(run.mapping),
      run.vendor?.key ?? null,
      run.vendor?.name ?? null,
      run.requestedBy,
      run.userId,
      run.requestKey,
      run.keyId,
      run.idempotency?.key ?? null,
      run.idempotency?.digest ?? null,
      run.host.id,
      run.host.name,
    ],
  );
  return rowCount === 1;
}

/** The run that this API key requested with this idempotency key, and the digest of what it sent. */
export async function findRunRequestedBefore(
  db: Database,
  keyId: string,
  idempotencyKey: string,
): Promise<{ id: string; digest: string } | null> {
  const { rows } = await db.pool.query<{ id: string; digest: string }>(
    `SELECT id, content_digest AS digest FROM import_run WHERE key_id = $1 AND idempotency_key = $2`,
    [keyId, idempotencyKey],
  );
  return rows[0] ?? null;
}

/** A run that the viewer may know of: any, for those who see every partner; else those of the own partners alone. */
export async function findRunFor(db: Database, viewer: Viewer, id: string): Promise<ImportRun | null> {
  const { rows } = await db.pool.query<ImportRun>(
    `SELECT ${RUN_COLUMNS} FROM import_run WHERE id = $1 AND ${withinScope(2)}`,
    [id, scopeParameter(viewer)],
  );
  return rows[0] ?? null;
}

/** The run that applied what was requested with this key, where the viewer may know of it. */
export async function findAppliedRunFor(db: Database, viewer: Viewer, requestKey: string): Promise<ImportRun | null> {
  const { rows } = await db.pool.query<ImportRun>(
    `SELECT ${RUN_COLUMNS} FROM import_run WHERE request_key = $1 AND state = 'applied' AND ${withinScope(2)} ORDER BY finished_at LIMIT 1`,
    [requestKey, scopeParameter(viewer)],
  );
  return rows[0] ?? null;
}

/** Whether an import that was requested with this key is not at its end. */
export async function isBeingImported(db: Database, requestKey: string): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    "SELECT FROM import_run WHERE request_key = $1 AND NOT dry_run AND state IN ('queued', 'running') LIMIT 1",
    [requestKey],
  );
  return rowCount === 1;
}

const MAX_OPEN_RUNS = 200;

/** Runs that are not at their end and that the viewer may know of, the oldest first; of more than are listed the oldest. */
export async function listOpenRuns(db: Database, viewer: Viewer): Promise<ImportRun[]> {
  const { rows } = await db.pool.query<ImportRun>(
    `SELECT ${RUN_COLUMNS} FROM import_run WHERE state IN ('queued', 'running') AND NOT dry_run AND ${withinScope(1)}
     ORDER BY created_at, id LIMIT ${MAX_OPEN_RUNS}`,
    [scopeParameter(viewer)],
  );
  return rows;
}

export type OpenRun = { id: string; requestKey: string };

/** Imports of this partner's files that this actor requested and that are not at their end, the oldest first. */
export async function listOpenRunsOf(db: Database, requested: { by: string; vendorKey: string }): Promise<OpenRun[]> {
  const { rows } = await db.pool.query<OpenRun>(
    `SELECT id, request_key AS "requestKey" FROM import_run
     WHERE state IN ('queued', 'running') AND NOT dry_run AND requested_by = $1 AND vendor_key = $2 ORDER BY created_at, id`,
    [requested.by, requested.vendorKey],
  );
  return rows;
}

const withinScope = (path: number) =>
  `($${path}::integer[] IS NULL OR vendor_key IN (SELECT key FROM vendor WHERE id = ANY ($${path})))`;

function scopeParameter({ scope }: Viewer): number[] | null {
  return scope.vendorIds === "all" ? null : [...scope.vendorIds];
}

/** The advisory lock that says who works on a run, as `claimRun` names it. */
const RUN_LOCK = "hashtextextended('import run ' || id::text, 0)";

const OF_HOST = (path: number) => `(host_id IS NULL OR host_id = $${path})`;

/** Runs that are not at their end and whose file this host has. */
export const OPEN_ON_HOST = (path: number) => `state IN ('queued', 'running') AND ${OF_HOST(path)}`;

/** Runs that wait for this host, or whose worker is gone: the lock that a living one holds is free. */
export async function listRunsToTakeUp(db: Database, hostId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM import_run WHERE ${OPEN_ON_HOST(1)}
     AND pg_try_advisory_xact_lock(${RUN_LOCK}) ORDER BY created_at, id`,
    [hostId],
  );
  return rows.map(({ id }) => id);
}

export type ClaimedRun = { run: ImportRun; release: () => Promise<void> };

/**
 * Takes the work on a run: nobody else gets it until `release`, or until the connection of this process is gone. Null where it is
 * at its end already, somebody else works on it, or its file is on another host.
 */
export async function claimRun(db: Database, id: string, hostId: string): Promise<ClaimedRun | null> {
  const lock = await holdLock(db, `import run ${id}`);
  if (lock === null) return null;
  try {
    const run = await begin(lock.client, id, hostId);
    if (run) return { run, release: lock.release };
  } catch (error) {
    await lock.release();
    throw error;
  }
  await lock.release();
  return null;
}

async function begin(client: pg.PoolClient, id: string, hostId: string): Promise<ImportRun | null> {
  const { rows } = await client.query<ImportRun>(
    `UPDATE import_run SET state = 'running', attempts = attempts + 1, phase = '', bytes_read = 0, rows_read = 0, rows_rejected = 0,
       started_at = now()
     WHERE id = $1 AND ${OPEN_ON_HOST(2)} RETURNING ${RUN_COLUMNS}`,
    [id, hostId],
  );
  return rows[0] ?? null;
}

export type RunProgress = { phase: string; bytesRead: number; rows: number; rejected: number };

/** Writes how far the work is, and answers whether somebody asked to stop it. */
export async function noteProgress(
  db: Database,
  id: string,
  progress: RunProgress | null,
): Promise<{ cancelRequested: boolean }> {
  const { rows } = await db.pool.query<{ cancelRequested: boolean }>(
    `UPDATE import_run SET phase = COALESCE($2, phase), bytes_read = COALESCE($3, bytes_read), rows_read = COALESCE($4, rows_read),
       rows_rejected = COALESCE($5, rows_rejected)
     WHERE id = $1 RETURNING cancel_requested_at IS NOT NULL AS "cancelRequested"`,
    [id, progress?.phase ?? null, progress?.bytesRead ?? null, progress?.rows ?? null, progress?.rejected ?? null],
  );
  return { cancelRequested: rows[0]?.cancelRequested ?? true };
}

export type RunEnd =
  | { state: "applied" | "tried"; batchId: number | null; outcome: unknown }
  | { state: "failed"; refusal: { code: string; words: string }; outcome: unknown }
  | { state: "cancelled" };

/** Writes the end of a run; one that is at its end stays as it is. */
export async function finishRun(db: Database, id: string, end: RunEnd): Promise<void> {
  const refusal = end.state === "failed" ? end.refusal : null;
  const outcome = end.state === "cancelled" ? null : end.outcome;
  await db.pool.query(
    `UPDATE import_run SET state = $2, batch_id = $3, outcome = $4, refusal_code = $5, refusal_message = $6, finished_at = now()
     WHERE id = $1 AND state IN ('queued', 'running')`,
    [
      id,
      end.state,
      "batchId" in end ? end.batchId : null,
      outcome === null ? null : JSON.stringify(outcome),
      refusal?.code ?? null,
      refusal?.words ?? null,
    ],
  );
}

/** Gives a run back to the queue after something that another attempt may not meet. */
export async function requeueRun(db: Database, id: string): Promise<void> {
  await db.pool.query("UPDATE import_run SET state = 'queued', phase = '' WHERE id = $1 AND state = 'running'", [id]);
}

/** Asks to stop a run: one that waits ends at once, one that is worked on at its next step. */
export async function askToCancel(db: Database, id: string): Promise<void> {
  await db.pool.query(
    `UPDATE import_run SET cancel_requested_at = COALESCE(cancel_requested_at, now()),
       state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,
       finished_at = CASE state WHEN 'queued' THEN now() ELSE finished_at END
     WHERE id = $1 AND state IN ('queued', 'running')`,
    [id],
  );
  // Nobody works on one whose lock is free: its worker, or its host, is gone.
  await db.pool.query(
    `UPDATE import_run SET state = 'cancelled', finished_at = now()
     WHERE id = $1 AND state = 'running' AND pg_try_advisory_xact_lock(${RUN_LOCK})`,
    [id],
  );
}

/** Asks to stop every dry run that was requested with this key. */
export async function askToCancelDryRuns(db: Database, requestKey: string): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    "SELECT id FROM import_run WHERE request_key = $1 AND dry_run AND state IN ('queued', 'running')",
    [requestKey],
  );
  for (const { id } of rows) await askToCancel(db, id);
}

/** Forgets runs that ended long ago; their batches stay. */
export async function deleteOldRuns(db: Database, before: Date): Promise<number> {
  const { rowCount } = await db.pool.query("DELETE FROM import_run WHERE finished_at < $1", [before]);
  return rowCount ?? 0;
}

const RUN_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A run that the viewer may know of, or null. */
export async function findRun(db: Database, viewer: Viewer, id: string): Promise<ImportRun | null> {
  return RUN_ID.test(id) ? findRunFor(db, viewer, id) : null;
}

/** The name of the host that a waiting run waits for; null: it waits for none, or for this one. */
export function hostAwaited({ state, host }: Pick<ImportRun, "state" | "host">, dataFolder: string): string | null {
  return state !== "queued" || host === null || host.id === ownHost(dataFolder).id ? null : host.name;
}

/** The run that applied an upload, or null; its file is gone by then. */
export async function findAppliedRun(db: Database, viewer: Viewer, stagedId: string): Promise<ImportRun | null> {
  return RUN_ID.test(stagedId) ? findAppliedRunFor(db, viewer, `staged ${stagedId}`) : null;
}
