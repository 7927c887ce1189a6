import type pg from "pg";
import { isReferenceKind, type FactKind, type FileKind } from "~/domain/facts/fact-fields";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { ArrivedDay } from "~/domain/arrivals/judge-arrival";
import type { Day } from "~/domain/calendar/day";
import type { Database } from "./database.server";
import { Prisma } from "./generated/client";
import { readAs } from "./read-as.server";
import { mayReadArrivals } from "./arrivals-scope";

/** Counts the accepted rows in `staging` by partner and day, into the temporary table `staged_day`. */
export async function countStagedDays(client: pg.PoolClient): Promise<void> {
  await client.query(`
    CREATE TEMPORARY TABLE staged_day ON COMMIT DROP AS
    SELECT vendor_id, day, count(*)::int AS rows FROM staging WHERE problem_code IS NULL GROUP BY vendor_id, day`);
}

/** Writes down which days a batch brought rows for, from `staged_day` and what was `standing` before it. */
export async function recordArrivedDays(
  client: pg.PoolClient,
  { kind, source, batchId }: { kind: FileKind; source: string; batchId: number },
): Promise<void> {
  if (isReferenceKind(kind)) return;
  await client.query(
    `INSERT INTO arrived_day (vendor_id, day, kind, source, batch_id, rows, rows_new)
     SELECT d.vendor_id, d.day, $1, $2, $3, d.rows, d.rows - COALESCE(known.rows, 0)
     FROM staged_day d LEFT JOIN (
       SELECT vendor_id, new_day AS day, count(*)::int AS rows FROM standing GROUP BY vendor_id, new_day
     ) known USING (vendor_id, day)`,
    [kind, source, batchId],
  );
}

type Row = { vendorId: number; kind: FactKind; source: string; day: Day; at: Date; rows: number };

/**
 * The days from `from` on that rows came for, with when how many were known, by partner: those that one batch spoke of, or all that were
 * new in each, whichever are more. A batch that brought no day forward is left out. Kept per revision of the vendor and by whose eyes
 * they were read.
 */
export async function findArrivedDays(
  db: Database,
  viewer: Viewer,
  { vendors, from }: { vendors: readonly { readonly id: number; readonly revision: number }[]; from: Day },
): Promise<Map<number, readonly ArrivedDay[]>> {
  if (!mayReadArrivals(viewer)) return new Map();
  const { vendorIds: visible, fromDay } = viewer.scope;
  const first = fromDay !== null && fromDay > from ? fromDay : from;
  const eyes = [isOutside(viewer), viewer.scope];
  const asked = vendors
    .filter(({ id }) => visible === "all" || visible.includes(id))
    .map(({ id, revision }) => {
      const name = JSON.stringify([id, revision, first, eyes]);
      return { id, name, known: db.arrivals.get(name) };
    });
  const missing = asked.filter(({ known }) => known === undefined).map(({ id }) => id);
  const found = missing.length === 0 ? null : byVendor(await readArrivedDays(db, viewer, missing, first));
  const days = new Map<number, readonly ArrivedDay[]>();
  for (const { id, name, known } of asked) {
    const own = known ?? found?.get(id) ?? [];
    if (known === undefined) db.arrivals.set(name, own);
    if (own.length > 0) days.set(id, own);
  }
  return days;
}

async function readArrivedDays(db: Database, viewer: Viewer, vendorIds: readonly number[], first: Day): Promise<Row[]> {
  const { toDay } = viewer.scope;
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<Row[]>(Prisma.sql`
      SELECT vendor_id AS "vendorId", kind, source, day::text AS day, arrived_at AS at, known AS rows
      FROM (
        SELECT *, COALESCE(lag(known) OVER (PARTITION BY vendor_id, kind, source, day ORDER BY batch_id), 0) AS before
        FROM (
          SELECT vendor_id, kind, source, day, batch_id, arrived_at,
            GREATEST(max(rows) OVER so_far, sum(rows_new) OVER so_far)::int AS known
          FROM arrived_day
          WHERE vendor_id = ANY (${[...vendorIds]}::integer[]) AND day >= ${first}::date
            AND ${toDay === null ? Prisma.sql`TRUE` : Prisma.sql`day <= ${toDay}::date`}
          WINDOW so_far AS (PARTITION BY vendor_id, kind, source, day ORDER BY batch_id)
        ) counted
      ) compared
      WHERE known > before ORDER BY vendor_id, day, kind, source, batch_id`),
  );
}

/** Rows of one day, kind and source follow each other. */
function byVendor(rows: readonly Row[]): Map<number, ArrivedDay[]> {
  const days = new Map<number, ArrivedDay[]>();
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
