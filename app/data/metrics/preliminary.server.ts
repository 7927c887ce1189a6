import { defineCache } from "../db/cache";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import type { PreliminaryCount } from "~/domain/metrics/preliminary";
import type { Database } from "../db/database.server";
import { Prisma } from "../generated/client";
import type { MeasureCell } from "./measures.server";
import { readAs } from "../db/read-as.server";
import { scopeFilter } from "../sql/scope-filter";

/** From when to when vendors have preliminary rows. */
const PRELIMINARY_DAYS = defineCache<PreliminaryDays>("preliminary-days", 1_000);

/** The first and the last day of a partner with preliminary rows; null: there are none. */
export type PreliminaryDays = { readonly first: Day | null; readonly last: Day | null };

const NONE: PreliminaryDays = { first: null, last: null };

/**
 * How many preliminary rows state each measure in each cell, by the cell's key; cells without any are absent. Whether a partner has
 * any at all is kept per revision and by whose eyes it was read, so that partners whose figures are final cost nothing.
 */
export async function findPreliminary(
  db: Database,
  viewer: Viewer,
  cells: readonly MeasureCell[],
): Promise<Map<string, PreliminaryCount[]>> {
  const days = await findDays(db, viewer, new Map(cells.map(({ vendorId, revision }) => [vendorId, revision])));
  const concerned = cells.filter(({ vendorId, from, until }) => {
    const { first, last } = days.get(vendorId) ?? NONE;
    return first !== null && last !== null && first < until && last >= from;
  });
  const found = new Map<string, PreliminaryCount[]>();
  if (concerned.length === 0) return found;
  for (const { key, ...count } of await countPreliminary(db, viewer, concerned)) {
    const own = found.get(key) ?? [];
    own.push(count);
    found.set(key, own);
  }
  return found;
}

async function findDays(
  db: Database,
  viewer: Viewer,
  revisions: ReadonlyMap<number, number>,
): Promise<Map<number, PreliminaryDays>> {
  const scopeKey = [isOutside(viewer), viewer.scope];
  const requested = [...revisions].map(([id, revision]) => {
    const name = JSON.stringify([id, revision, scopeKey]);
    return { id, name, known: db.caches.get(PRELIMINARY_DAYS).get(name) };
  });
  const missing = requested.flatMap(({ id, known }) => (known === undefined ? [id] : []));
  const read = missing.length === 0 ? [] : await readDays(db, viewer, missing);
  return new Map(
    requested.map(({ id, name, known }) => {
      const days = known ?? read.find(({ vendorId }) => vendorId === id) ?? NONE;
      if (known === undefined) db.caches.get(PRELIMINARY_DAYS).set(name, days);
      return [id, days];
    }),
  );
}

function readDays(
  db: Database,
  viewer: Viewer,
  vendorIds: readonly number[],
): Promise<(PreliminaryDays & { vendorId: number })[]> {
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<(PreliminaryDays & { vendorId: number })[]>(Prisma.sql`
      SELECT p.vendor_id AS "vendorId", min(p.day)::text AS first, max(p.day)::text AS last FROM preliminary_day p
      WHERE p.vendor_id = ANY (${[...vendorIds]}::integer[]) AND ${scopeFilter(viewer.scope, Prisma.sql`p`)} GROUP BY p.vendor_id`),
  );
}

function countPreliminary(
  db: Database,
  viewer: Viewer,
  cells: readonly MeasureCell[],
): Promise<(PreliminaryCount & { key: string })[]> {
  const column = <T>(of: (cell: MeasureCell) => T): T[] => cells.map(of);
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<(PreliminaryCount & { key: string })[]>(Prisma.sql`
      SELECT q.key, p.kind, p.measure, sum(p.rows)::int AS rows, min(p.day)::text AS from, max(p.day)::text AS to
      FROM unnest(
        ${column(({ key }) => key)}::text[], ${column(({ vendorId }) => vendorId)}::integer[],
        ${column(({ from }) => from)}::date[], ${column(({ until }) => until)}::date[],
        ${column(({ site }) => site ?? null)}::text[], ${column(({ program }) => program ?? null)}::text[],
        ${column(({ channel }) => channel ?? null)}::text[]
      ) AS q (key, vendor_id, from_day, until_day, site, program, channel)
      JOIN preliminary_day p ON p.vendor_id = q.vendor_id AND p.day >= q.from_day AND p.day < q.until_day
        AND (q.site IS NULL OR p.site = q.site) AND (q.program IS NULL OR p.program = q.program)
        AND (q.channel IS NULL OR p.channel = q.channel)
      WHERE ${scopeFilter(viewer.scope, Prisma.sql`p`)} GROUP BY q.key, p.kind, p.measure`),
  );
}
