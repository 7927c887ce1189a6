import { defineCache } from "../db/cache";
import type pg from "pg";
import { isReferenceKind, type FactKind, type FileKind } from "~/domain/facts/fact-fields";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { ReceivedDay } from "~/domain/deliveries/evaluate-delivery";
import type { Day } from "~/domain/calendar/day";
import type { Database } from "../db/database.server";
import { Prisma } from "../generated/client";
import { readAs } from "../db/read-as.server";
import { historyOf } from "../sql/fact-table";
import { mayReadDeliveries } from "~/domain/access/deliveries-scope";

/** Days that files came for. */
const RECEIVED = defineCache<readonly ReceivedDay[]>("received-days", 200);

/** Counts the accepted rows in `staging` by partner and day, into the temporary table `staged_day`. */
export async function countStagedDays(client: pg.PoolClient): Promise<void> {
  await client.query(`
    CREATE TEMPORARY TABLE staged_day ON COMMIT DROP AS
    SELECT vendor_id, day, count(*)::int AS rows FROM staging WHERE problem_code IS NULL GROUP BY vendor_id, day`);
}

export type DayCounts = {
  add(vendorId: number, day: Day): void;
  /** Writes the temporary table `staged_day`, as `countStagedDays` would. */
  store(client: pg.PoolClient): Promise<void>;
};

/** Counts rows by partner and day as they come. */
export function dayCounts(): DayCounts {
  const counted = new Map<number, Map<Day, number>>();
  return {
    add: (vendorId, day) => {
      const days = counted.get(vendorId);
      if (days) days.set(day, (days.get(day) ?? 0) + 1);
      else counted.set(vendorId, new Map([[day, 1]]));
    },
    store: async (client) => {
      const days = [...counted].flatMap(([vendorId, ofVendor]) =>
        [...ofVendor].map(([day, rows]) => ({ vendorId, day, rows })),
      );
      await client.query(
        "CREATE TEMPORARY TABLE staged_day (vendor_id integer, day date, rows integer) ON COMMIT DROP",
      );
      await client.query("INSERT INTO staged_day SELECT * FROM unnest($1::integer[], $2::date[], $3::integer[])", [
        days.map(({ vendorId }) => vendorId),
        days.map(({ day }) => day),
        days.map(({ rows }) => rows),
      ]);
    },
  };
}

type Origin = { kind: FileKind; source: string };

/**
 * Writes down which days a batch brought rows for, from `staged_day` and what was `existing` before it. A row counts as new with the
 * first batch that spoke of it, on the day that it has now.
 */
export async function recordReceivedDays(
  client: pg.PoolClient,
  { kind, source, batchId }: Origin & { batchId: number },
): Promise<void> {
  if (isReferenceKind(kind)) return;
  await client.query(
    `INSERT INTO received_day (vendor_id, day, kind, source, batch_id, rows, rows_new)
     SELECT d.vendor_id, d.day, $1, $2, $3, d.rows, d.rows - COALESCE(known.rows, 0)
     FROM staged_day d LEFT JOIN (
       SELECT vendor_id, new_day AS day, count(*)::int AS rows FROM existing GROUP BY vendor_id, new_day
     ) known USING (vendor_id, day)`,
    [kind, source, batchId],
  );
  const existing = await client.query("SELECT FROM existing LIMIT 1");
  if (existing.rowCount === 0) return;
  await moveReceivedRows(
    client,
    { kind, source },
    `SELECT st.vendor_id, st.old_day, st.new_day, stated_row.first_batch AS old_batch, stated_row.first_batch AS new_batch
     FROM existing st CROSS JOIN LATERAL (
       SELECT min(LEAST(h.batch_id, h.previous_batch_id)) AS first_batch FROM ${historyOf(kind)} h
       WHERE h.vendor_id = st.vendor_id AND h.source = ${client.escapeLiteral(source)} AND h.external_id = st.external_id
     ) stated_row
     WHERE st.old_day <> st.new_day AND NOT st.superseded`,
  );
}

/**
 * Counts rows under another day or batch than before: `moved` is a query for each such row's vendor_id, old_day, old_batch (null: it
 * counts nowhere as yet), new_day and new_batch.
 */
export async function moveReceivedRows(client: pg.PoolClient, { kind, source }: Origin, moved: string): Promise<void> {
  if (isReferenceKind(kind)) return;
  await client.query(
    `WITH moved AS (${moved})
     INSERT INTO received_day (vendor_id, day, kind, source, batch_id, rows, rows_new, received_at)
     SELECT m.vendor_id, m.day, $1, $2, m.batch_id, 0, m.rows, COALESCE(b.applied_at, now())
     FROM (
       SELECT vendor_id, day, batch_id, sum(rows)::int AS rows
       FROM (
         SELECT vendor_id, new_day AS day, new_batch AS batch_id, 1 AS rows FROM moved
         UNION ALL SELECT vendor_id, old_day, old_batch, -1 FROM moved WHERE old_batch IS NOT NULL
       ) each_row
       GROUP BY vendor_id, day, batch_id HAVING sum(rows) <> 0
     ) m LEFT JOIN import_batch b ON b.id = m.batch_id
     ON CONFLICT (vendor_id, day, kind, source, batch_id) DO UPDATE SET rows_new = received_day.rows_new + EXCLUDED.rows_new`,
    [kind, source],
  );
}

type Row = { vendorId: number; kind: FactKind; source: string; day: Day; at: Date; rows: number };

/**
 * The days from `from` on that rows came for, with when how many of them were known, by partner. A batch that brought no day forward is
 * left out. Kept per revision of the vendor and by whose eyes they were read.
 */
export async function findReceivedDays(
  db: Database,
  viewer: Viewer,
  { vendors, from }: { vendors: readonly { readonly id: number; readonly revision: number }[]; from: Day },
): Promise<Map<number, readonly ReceivedDay[]>> {
  if (!mayReadDeliveries(viewer)) return new Map();
  const { vendorIds: visible, fromDay } = viewer.scope;
  const first = fromDay !== null && fromDay > from ? fromDay : from;
  const scopeKey = [isOutside(viewer), viewer.scope];
  const requested = vendors
    .filter(({ id }) => visible === "all" || visible.includes(id))
    .map(({ id, revision }) => {
      const name = JSON.stringify([id, revision, first, scopeKey]);
      return { id, name, known: db.caches.get(RECEIVED).get(name) };
    });
  const missing = requested.filter(({ known }) => known === undefined).map(({ id }) => id);
  const found = missing.length === 0 ? null : byVendor(await readReceivedDays(db, viewer, missing, first));
  const days = new Map<number, readonly ReceivedDay[]>();
  for (const { id, name, known } of requested) {
    const own = known ?? found?.get(id) ?? [];
    if (known === undefined) db.caches.get(RECEIVED).set(name, own);
    if (own.length > 0) days.set(id, own);
  }
  return days;
}

async function readReceivedDays(
  db: Database,
  viewer: Viewer,
  vendorIds: readonly number[],
  first: Day,
): Promise<Row[]> {
  const { toDay } = viewer.scope;
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<Row[]>(Prisma.sql`
      SELECT vendor_id AS "vendorId", kind, source, day::text AS day, received_at AS at,
        (sum(rows_new) OVER (PARTITION BY vendor_id, kind, source, day ORDER BY batch_id))::int AS rows
      FROM received_day
      WHERE vendor_id = ANY (${[...vendorIds]}::integer[]) AND day >= ${first}::date AND rows_new > 0
        AND ${toDay === null ? Prisma.sql`TRUE` : Prisma.sql`day <= ${toDay}::date`}
      ORDER BY vendor_id, day, kind, source, batch_id`),
  );
}

/** Rows of one day, kind and source follow each other. */
function byVendor(rows: readonly Row[]): Map<number, ReceivedDay[]> {
  const days = new Map<number, ReceivedDay[]>();
  for (const { vendorId, kind, source, day, at, rows: known } of rows) {
    const own = days.get(vendorId) ?? [];
    const last = own.at(-1);
    const isSame = last?.day === day && last.kind === kind && last.source === source;
    const steps = [...(isSame ? last.steps : []), { at, rows: known }];
    own.splice(isSame ? -1 : own.length, isSame ? 1 : 0, { kind, source, day, steps });
    days.set(vendorId, own);
  }
  return days;
}
