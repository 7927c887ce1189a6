import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { DayRange } from "~/domain/calendar/day-range";
import type { Database } from "./database.server";
import { Prisma } from "./generated/client";
import type { KnownSlice } from "./known-slice";
import { readAs } from "./read-as.server";
import { scopeFilter } from "./scope-filter.server";

/**
 * The combinations of site, program and channel with rows in the range, of the vendors given and in the viewer's scope. Kept per
 * revision of the vendor and by whose eyes they were read.
 */
export async function findSlices(
  db: Database,
  viewer: Viewer,
  vendors: readonly { readonly id: number; readonly revision: number }[],
  range: DayRange,
): Promise<KnownSlice[]> {
  const eyes = [isOutside(viewer), viewer.scope];
  const asked = vendors.map(({ id, revision }) => {
    const name = JSON.stringify([id, revision, range.from, range.until, eyes]);
    return { id, name, known: db.slices.get(name) };
  });
  const missing = asked.filter(({ known }) => known === undefined).map(({ id }) => id);
  const found = missing.length === 0 ? [] : await readSlices(db, viewer, missing, range);
  return asked.flatMap(({ id, name, known }) => {
    if (known !== undefined) return known;
    const own = found.filter(({ vendorId }) => vendorId === id);
    db.slices.set(name, own);
    return own;
  });
}

async function readSlices(
  db: Database,
  viewer: Viewer,
  vendorIds: readonly number[],
  range: DayRange,
): Promise<KnownSlice[]> {
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<KnownSlice[]>(Prisma.sql`
      SELECT DISTINCT m.vendor_id AS "vendorId", m.site, m.program, m.channel FROM measure_day AS m
      WHERE m.vendor_id = ANY (${[...vendorIds]}::integer[]) AND m.day >= ${range.from}::date AND m.day < ${range.until}::date
        AND ${scopeFilter(viewer.scope, Prisma.sql`m`)}
      ORDER BY 1, 2, 3, 4`),
  );
}
