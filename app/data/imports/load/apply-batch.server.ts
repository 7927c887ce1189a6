import type pg from "pg";
import { isReferenceKind, type FileKind } from "~/domain/facts/fact-fields";
import { countStagedDays, recordReceivedDays } from "../../deliveries/received-days.server";
import { recordAuditWith } from "../../db/audit.server";
import type { Database } from "../../db/database.server";
import { derivationOf } from "../../rollups/derived-fields.server";
import { mergeStaged, rejectConflicts } from "./merge-rows.server";
import { EVENT_RANK, factTable } from "../../sql/fact-table";
import {
  collapseStaged,
  keepFinalRows,
  MAX_PROBLEMS_ANSWERED,
  stagedProblems,
  stagedSpan,
  storeRejected,
  type RejectedLine,
  type StagedRow,
} from "./stage-rows.server";
import { takeBackOtherPeriods } from "./superseded-totals.server";
import { loadRows } from "./load-rows.server";
import { inTransaction, lockParameters, lockVendors } from "../../db/transaction.server";
import { raiseRevisions } from "../../rollups/vendor-revisions.server";
import { recordSavedMapping } from "./mapping-trail.server";
import { rememberMapping, type MappingToRemember } from "../mappings.server";
import { ensureVendor, listVendorNames, vendorsNamed, type KnownVendors } from "../../access/known-vendors.server";
import { rollUpTouchedDays } from "../../rollups/roll-up-days.server";
import { unusedColumns } from "../../rollups/unused-columns.server";
import { countSliceNames, requireFewSliceNames } from "./slice-names.server";

export type BatchToApply = {
  kind: FileKind;
  source: string;
  mapping: MappingToRemember;
  /** The partner whose rows these are, made where its key is new; null where each row names one that exists. */
  vendor: { key: string; name: string; timeZone: string } | null;
  file: { name: string; sha256: string; bytes: number };
  /** Keeps the original and answers its name below files/; called once it is known that the batch has rows. */
  keepFile: () => Promise<string | null>;
  /** Which of the rows with one id is taken, for files with a row per event; null where an id stands for one row. */
  collapse: "last" | "first" | null;
  /** Fields that no row of the file says anything of. */
  unstatedFields: readonly string[];
  /** Fields that a blank takes what was known from. */
  erases: readonly string[];
  /** The column to name when two rows share an id. */
  idColumn: string;
  /** Who applies it, as the audit trail names people. */
  by: string;
  demo: boolean;
  requestKey: string | null;
};

export type RowSource = {
  /** Rows in pieces, once it is known which partners there are. */
  rows: (vendors: KnownVendors) => AsyncIterable<readonly StagedRow[]>;
  /** Asked when all rows were given. */
  counts: () => Readonly<RowCounts>;
};

/** Lines that were skipped, such as totals and footers, are not among those read. */
export type RowCounts = { read: number; accepted: number; skipped: number; collapsed: number };

/** What an import is doing while it is applied, in this order. */
export type ApplyPhase = "reading" | "merging" | "rolling-up";

export type ApplyOptions = {
  onPhase?: ((phase: ApplyPhase) => void) | undefined;
  /** Aborted: nothing is applied, and the promise rejects. */
  signal?: AbortSignal | undefined;
};

export type AppliedBatch = {
  outcome: "applied" | "already-applied" | "tried";
  batchId: number;
  read: number;
  /** Lines that the mapping skips, such as totals and footers; not among those read. */
  skipped: number;
  accepted: number;
  /** Earlier (or later) events of rows that were accepted. */
  collapsed: number;
  new: number;
  changed: number;
  unchanged: number;
  /** Rows that existing rows outrank: preliminary ones, and events before the one that counts. accepted = new + changed + unchanged + superseded. */
  superseded: number;
  rejected: number;
  /** The first of the problems, in the order of the file. */
  problems: RejectedLine[];
};

/** Nothing was stored: not one row of the file could be used. */
export class NothingAccepted extends Error {
  readonly read: number;
  readonly problems: RejectedLine[];

  constructor(read: number, problems: RejectedLine[]) {
    super("nothing-accepted");
    this.name = "NothingAccepted";
    this.read = read;
    this.problems = problems;
  }
}

/**
 * Applies a file as one batch, whole or not at all: rows, rejections, roll-ups, the partners' revisions and the audit entry are
 * one transaction. With a request key, asking twice applies once and answers the same batch.
 */
export async function applyBatch(
  db: Database,
  input: BatchToApply,
  source: RowSource,
  options: ApplyOptions = {},
): Promise<AppliedBatch> {
  if (input.requestKey !== null) {
    const applied = await findAppliedBatch(db.pool, input.requestKey);
    if (applied) return applied;
  }
  const applied = await inTransaction(
    db,
    (client) => applyInside(client, { ...input, dryRun: false }, source, options),
    { signal: options.signal },
  );
  if (applied.new + applied.changed >= MANY_ROWS) await refreshStatistics(db, input.kind);
  return applied;
}

const MANY_ROWS = 20_000;

/** Fewer rows than are looked at otherwise: for a large file it is the difference between a moment and seconds. */
const SAMPLE = "SET LOCAL default_statistics_target = 30";

/**
 * Large tables are read well at once only if the planner knows how large they have become; the server looks closer by itself later.
 * What is applied stays applied, reported or not.
 */
async function refreshStatistics(db: Database, kind: FileKind): Promise<void> {
  const tables = `${factTable(kind).name} (vendor_id, source, external_id, day), measure_day (vendor_id, day, site, program, channel), measure_month`;
  await db.pool.query(`${SAMPLE}; ANALYZE ${tables}`).catch(() => undefined);
}

/** Applies a file in the client's transaction. A dry run leaves what it shares with others as it is. */
export async function applyInside(
  client: pg.PoolClient,
  input: BatchToApply & { dryRun: boolean },
  source: RowSource,
  { onPhase, signal }: ApplyOptions,
): Promise<AppliedBatch> {
  const fixed = input.vendor ? await ensureVendor(client, input.vendor, input.demo) : null;
  const mappingId = await rememberMapping(client, input.mapping, fixed);
  onPhase?.("reading");
  const vendors = { fixed, named: vendorsNamed(await listVendorNames(client)) };
  const { kind, source: origin, requestKey } = input;
  const unstatedFields = input.collapse === null ? [...input.unstatedFields, EVENT_RANK] : input.unstatedFields;
  const number = () => nextBatchId(client);
  const { batchId: numbered, inserted: isNew } = await loadRows(
    client,
    {
      kind,
      bytes: input.file.bytes,
      source: origin,
      number,
      vendorId: fixed,
      unstatedFields,
      requestKey,
      signal,
      ordered: input.collapse !== null,
      dryRun: input.dryRun,
    },
    source.rows(vendors),
  );
  onPhase?.("merging");
  const { read, accepted: acceptedByReader, skipped, collapsed: collapsedByReader } = source.counts();
  const outranked = isNew ? 0 : await keepFinalRows(client, { kind, unstatedFields });
  const collapsed = collapsedByReader + (input.collapse === null ? 0 : await collapseStaged(client, input.collapse));
  const conflicting = isNew ? 0 : await rejectConflicts(client, kind, input.idColumn);
  const accepted = acceptedByReader - collapsed - conflicting;
  if (accepted === 0) throw new NothingAccepted(read, await stagedProblems(client));

  if (!isNew) await countStagedDays(client);
  const touched = await stagedSpan(client);
  await lockParameters(client, "share");
  await lockVendors(client, touched.vendorIds);
  if (requestKey !== null && !isNew) {
    const applied = await findAppliedBatch(client, requestKey);
    if (applied) return applied;
  }
  const names = await countSliceNames(client, touched.vendorIds);
  const batchId = numbered ?? (await number());
  const storedAs = await input.keepFile();
  const unused = await unusedColumns(client, touched.vendorIds, { kind, unstatedFields });
  const derivation = await derivationOf(client, {
    kind,
    source: origin,
    vendorIds: touched.vendorIds,
    keys: "staging",
  });
  await derivation.forget();
  const retaken = kind === "totals" && !isNew ? await takeBackOtherPeriods(client, origin) : [];
  const erases = [...new Set([...input.erases, ...retaken])];
  const toMerge = { kind, source: origin, batchId, rows: accepted, erases, unused, shared: input.dryRun };
  const merged = isNew
    ? { linesNew: accepted, linesChanged: 0, linesSuperseded: 0 }
    : await mergeStaged(client, toMerge);
  await recordReceivedDays(client, { kind, source: origin, batchId });
  await derivation.derive();
  onPhase?.("rolling-up");
  const superseded = outranked + merged.linesSuperseded;
  const unchanged = accepted - merged.linesNew - merged.linesChanged - superseded;
  const counts = { new: merged.linesNew, changed: merged.linesChanged, unchanged, superseded };
  const rejected = read - collapsed - accepted;
  const problems = rejected > 0 && (await storeRejected(client, batchId)) ? await stagedProblems(client) : [];
  await client.query(
    `INSERT INTO import_batch (id, source, kind, mapping_id, vendor_ids, file_name, file_sha256, file_bytes, stored_as, status,
       rows_read, rows_accepted, rows_new, rows_changed, rows_unchanged, rows_rejected, first_day, last_day, applied_by, demo, request_key, rows_collapsed, rows_superseded, rows_skipped)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'applied', $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`,
    [
      batchId,
      input.source,
      input.kind,
      mappingId,
      touched.vendorIds,
      input.file.name,
      input.file.sha256,
      input.file.bytes,
      storedAs,
      read,
      accepted,
      counts.new,
      counts.changed,
      counts.unchanged,
      rejected,
      touched.firstDay,
      touched.lastDay,
      input.by,
      input.demo,
      input.requestKey,
      collapsed,
      superseded,
      skipped,
    ],
  );
  await rollUpTouchedDays(client, { unused, first: isNew ? accepted : 0 });
  requireFewSliceNames(names, await countSliceNames(client, touched.vendorIds));
  await raiseRevisions(client, isReferenceKind(kind) ? touched.vendorIds : []);
  await recordSavedMapping(client, mappingId, input.by);
  const { name: file, sha256 } = input.file;
  await recordAuditWith(client, {
    actor: input.by,
    action: "import.applied",
    subject: `batch ${batchId}`,
    detail: { file, sha256, read, skipped, accepted, collapsed, rejected, ...counts },
  });
  return { outcome: "applied", batchId, read, skipped, accepted, collapsed, ...counts, rejected, problems };
}

/** Asked for with the partners locked, so that their batches are numbered in the order in which they are applied. */
async function nextBatchId(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    "SELECT nextval(pg_get_serial_sequence('import_batch', 'id'))::int AS id",
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("No number for the batch was given.");
  return id;
}

async function findAppliedBatch(client: Pick<pg.Pool, "query">, requestKey: string): Promise<AppliedBatch | null> {
  const { rows } = await client.query<Omit<AppliedBatch, "outcome" | "problems">>(
    `SELECT id AS "batchId", rows_read AS read, rows_skipped AS "skipped", rows_accepted AS accepted, rows_collapsed AS collapsed, rows_new AS new, rows_changed AS changed,
       rows_unchanged AS unchanged, rows_superseded AS superseded, rows_rejected AS rejected FROM import_batch WHERE request_key = $1`,
    [requestKey],
  );
  const row = rows[0];
  if (!row) return null;
  const problems = await client.query<RejectedLine>(
    `SELECT line, "column", code, text FROM rejected_row WHERE batch_id = $1 ORDER BY line, ordinal LIMIT ${MAX_PROBLEMS_ANSWERED}`,
    [row.batchId],
  );
  return { outcome: "already-applied", ...row, problems: problems.rows };
}
