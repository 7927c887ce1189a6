import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { MAX_TEXTS, type ProblemGroup } from "~/domain/imports/problem-group";
import type { Database } from "../db/database.server";
import { Prisma } from "../generated/client";
import { readAs } from "../db/read-as.server";

/** A batch as lists and its own page show it. */
export type Batch = {
  id: number;
  kind: string;
  source: string;
  status: string;
  fileName: string;
  fileSha256: string;
  fileBytes: number;
  storedAs: string | null;
  vendors: { key: string; name: string }[];
  mapping: { id: number; key: string; name: string; version: number } | null;
  read: number;
  skipped: number;
  accepted: number;
  collapsed: number;
  new: number;
  changed: number;
  unchanged: number;
  superseded: number;
  rejected: number;
  firstDay: Day | null;
  lastDay: Day | null;
  appliedBy: string;
  appliedAt: Date;
  revertedBy: string | null;
  revertedAt: Date | null;
};

/** Which batches a list shows; absent: all. */
export type BatchFilter = {
  /** A partner's key. */
  readonly vendor?: string;
  readonly kind?: string;
  /** `rejected`: with rows that were set aside. */
  readonly state?: "applied" | "reverted" | "rejected";
};

/** What lists of batches are sorted by. */
export const BATCH_ORDERS = ["file", "partner", "kind", "days", "rows", "changes", "rejected", "when"] as const;
export type BatchOrder = { readonly key: (typeof BATCH_ORDERS)[number]; readonly isDescending: boolean };

const ORDER_COLUMNS: Readonly<Record<BatchOrder["key"], Prisma.Sql>> = {
  file: Prisma.sql`lower(b.file_name)`,
  partner: Prisma.sql`(SELECT min(lower(v.name)) FROM vendor v WHERE v.id = ANY (b.vendor_ids))`,
  kind: Prisma.sql`b.kind`,
  days: Prisma.sql`CASE WHEN b.kind <> 'calendar' THEN b.first_day END`,
  rows: Prisma.sql`b.rows_accepted`,
  changes: Prisma.sql`(b.rows_new + b.rows_changed)`,
  rejected: Prisma.sql`b.rows_rejected`,
  when: Prisma.sql`b.applied_at`,
};

/** Batches without what they are sorted by come last, whichever way. */
function orderSql({ key, isDescending }: BatchOrder): Prisma.Sql {
  const way = isDescending ? Prisma.sql`DESC NULLS LAST` : Prisma.sql`ASC NULLS LAST`;
  return Prisma.sql`${ORDER_COLUMNS[key]} ${way}, b.applied_at DESC, b.id DESC`;
}

/** The newest batches first unless asked otherwise, and how many there are. A batch is seen where all of its partners are within the viewer's scope. */
export async function listBatches(
  db: Database,
  viewer: Viewer,
  {
    offset,
    limit,
    filter = {},
    order,
  }: { offset: number; limit: number; filter?: BatchFilter; order?: BatchOrder | null },
): Promise<{ batches: Batch[]; total: number }> {
  return readAs(db, viewer, async (tx) => {
    const batches = await tx.$queryRaw<Batch[]>(Prisma.sql`
      ${batchesSql} WHERE ${withinScope(viewer)} AND ${matching(filter)} ORDER BY ${orderSql(order ?? { key: "when", isDescending: true })} LIMIT ${limit} OFFSET ${offset}`);
    const counted = await tx.$queryRaw<{ total: number }[]>(
      Prisma.sql`SELECT count(*)::int AS total FROM import_batch b WHERE ${withinScope(viewer)} AND ${matching(filter)}`,
    );
    return { batches, total: counted[0]?.total ?? 0 };
  });
}

/** Null where there is none that the viewer may see. */
export async function findBatch(db: Database, viewer: Viewer, id: number): Promise<Batch | null> {
  const rows = await readAs(db, viewer, (tx) =>
    tx.$queryRaw<Batch[]>(Prisma.sql`${batchesSql} WHERE b.id = ${id} AND ${withinScope(viewer)}`),
  );
  return rows[0] ?? null;
}

/** The rejections of a batch by what is wrong, the most frequent first, each with its first line as an example. */
export async function groupProblems(db: Database, viewer: Viewer, batchId: number): Promise<ProblemGroup[]> {
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<ProblemGroup[]>(Prisma.sql`
      WITH reported AS MATERIALIZED (
        SELECT r.code, r."column", r.text, r.line FROM rejected_row r JOIN import_batch b ON b.id = r.batch_id
        WHERE r.batch_id = ${batchId} AND ${withinScope(viewer)}
      ), alike AS (
        SELECT code, "column", text, count(DISTINCT line)::int AS rows, min(line) AS line FROM reported GROUP BY 1, 2, 3
      ), counted AS (
        SELECT code, "column", count(DISTINCT line)::int AS rows FROM reported GROUP BY 1, 2
      )
      SELECT code, "column", c.rows, min(a.line) AS line, (array_agg(a.text ORDER BY a.line))[1] AS text,
        (array_agg(json_build_object('text', a.text, 'rows', a.rows) ORDER BY a.rows DESC, a.line))[1:${MAX_TEXTS}] AS texts
      FROM alike a JOIN counted c USING (code, "column")
      GROUP BY code, "column", c.rows ORDER BY c.rows DESC, code, "column" LIMIT 100`),
  );
}

/** The batch that was applied for this request, or null. */
export async function findBatchOfRequest(db: Database, requestKey: string): Promise<number | null> {
  const { rows } = await db.pool.query<{ id: number }>("SELECT id FROM import_batch WHERE request_key = $1", [
    requestKey,
  ]);
  return rows[0]?.id ?? null;
}

/**
 * The newest batch that brought these very bytes for this partner, or null. `current`: it is applied, and no batch of the partner
 * came after it, so that bringing them again could change nothing.
 */
export async function findBatchOfContent(
  db: Database,
  { vendorKey, sha256 }: { vendorKey: string; sha256: string },
): Promise<{ id: number; current: boolean } | null> {
  const { rows } = await db.pool.query<{ id: number; current: boolean }>(
    `SELECT b.id, b.status = 'applied' AND NOT EXISTS (SELECT 1 FROM import_batch later WHERE later.id > b.id AND v.id = ANY (later.vendor_ids)) AS current
     FROM import_batch b JOIN vendor v ON v.id = ANY (b.vendor_ids)
     WHERE v.key = $1 AND b.file_sha256 = $2 ORDER BY b.id DESC LIMIT 1`,
    [vendorKey, sha256],
  );
  return rows[0] ?? null;
}

/** The lines of a batch that were rejected, in the order of the file. For callers that have checked that the batch may be seen. */
export async function listRejectedLines(
  db: Database,
  batchId: number,
  { after, limit }: { after: number; limit: number },
): Promise<number[]> {
  const { rows } = await db.pool.query<{ line: number }>(
    "SELECT DISTINCT line FROM rejected_row WHERE batch_id = $1 AND line > $2 ORDER BY line LIMIT $3",
    [batchId, after, limit],
  );
  return rows.map(({ line }) => line);
}

export type RejectedRow = { line: number; ordinal: number; column: string; code: string; text: string };

/** Rejections in the order of the file, a page at a time, from behind the given place. */
export async function listRejectedRows(
  db: Database,
  viewer: Viewer,
  batchId: number,
  { after, limit }: { after: { line: number; ordinal: number }; limit: number },
): Promise<RejectedRow[]> {
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<RejectedRow[]>(Prisma.sql`
      SELECT r.line, r.ordinal, r."column", r.code, r.text FROM rejected_row r JOIN import_batch b ON b.id = r.batch_id
      WHERE r.batch_id = ${batchId} AND (r.line, r.ordinal) > (${after.line}, ${after.ordinal}) AND ${withinScope(viewer)}
      ORDER BY r.line, r.ordinal LIMIT ${limit}`),
  );
}

const batchesSql = Prisma.sql`
  SELECT b.id, b.kind, b.source, b.status, b.file_name AS "fileName", b.file_sha256 AS "fileSha256",
    b.file_bytes::float8 AS "fileBytes", b.stored_as AS "storedAs",
    (SELECT COALESCE(json_agg(json_build_object('key', v.key, 'name', v.name) ORDER BY v.name), '[]')
     FROM vendor v WHERE v.id = ANY (b.vendor_ids)) AS vendors,
    (SELECT json_build_object('id', m.id, 'key', m.key, 'name', m.name, 'version', m.version)
     FROM mapping m WHERE m.id = b.mapping_id) AS mapping,
    b.rows_read AS read, b.rows_skipped AS "skipped", b.rows_accepted AS accepted, b.rows_collapsed AS collapsed, b.rows_new AS new, b.rows_changed AS changed, b.rows_unchanged AS unchanged, b.rows_superseded AS superseded,
    b.rows_rejected AS rejected, CASE WHEN b.kind <> 'calendar' THEN b.first_day::text END AS "firstDay",
    CASE WHEN b.kind <> 'calendar' THEN b.last_day::text END AS "lastDay",
    b.applied_by AS "appliedBy", b.applied_at AS "appliedAt", b.reverted_by AS "revertedBy", b.reverted_at AS "revertedAt"
  FROM import_batch b`;

function matching({ vendor, kind, state }: BatchFilter): Prisma.Sql {
  const conditions = [
    vendor === undefined
      ? null
      : Prisma.sql`b.vendor_ids && ARRAY(SELECT v.id FROM vendor v WHERE v.key = ${vendor})::integer[]`,
    kind === undefined ? null : Prisma.sql`b.kind = ${kind}`,
    state === undefined
      ? null
      : state === "rejected"
        ? Prisma.sql`b.rows_rejected > 0`
        : Prisma.sql`b.status = ${state}`,
  ].filter((condition) => condition !== null);
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join(conditions, " AND ");
}

function withinScope(viewer: Viewer): Prisma.Sql {
  const { vendorIds } = viewer.scope;
  return vendorIds === "all" ? Prisma.sql`TRUE` : Prisma.sql`b.vendor_ids <@ ${[...vendorIds]}::integer[]`;
}
