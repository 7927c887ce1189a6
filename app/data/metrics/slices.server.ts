import { defineCache } from "../db/cache";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { DayRange } from "~/domain/calendar/day-range";
import type { Database } from "../db/database.server";
import { Prisma } from "../generated/client";
import { PREPARED } from "../db/prepared-statements";
import { findHeld, monthsAndDays } from "./measure-sources";
import { rangeFrame } from "../sql/range-sql";
import { readAs } from "../db/read-as.server";

/** A combination of slices that has rows; '' means "not given". */
export type KnownSlice = {
  readonly vendorId: number;
  readonly site: string;
  readonly program: string;
  readonly channel: string;
};

/** Slices that have rows. */
const SLICES = defineCache<readonly KnownSlice[]>("slices", 1_000);

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
  const scopeKey = [isOutside(viewer), viewer.scope];
  const requested = vendors.map(({ id, revision }) => {
    const name = JSON.stringify([id, revision, range.from, range.until, scopeKey]);
    return { id, name, known: db.caches.get(SLICES).get(name) };
  });
  const missing = requested.filter(({ known }) => known === undefined).map(({ id }) => id);
  const found = missing.length === 0 ? [] : await readSlices(db, viewer, missing, range);
  return requested.flatMap(({ id, name, known }) => {
    if (known !== undefined) return known;
    const own = found.filter(({ vendorId }) => vendorId === id);
    db.caches.get(SLICES).set(name, own);
    return own;
  });
}

async function readSlices(
  db: Database,
  viewer: Viewer,
  vendorIds: readonly number[],
  range: DayRange,
): Promise<KnownSlice[]> {
  return readAs(db, viewer, async (tx) => {
    const { months, rest } = monthsAndDays([{ key: "", ...range }], viewer.scope, await findHeld(tx, []));
    const parts = [
      ...(months.length > 0 ? [{ ranges: months, unit: "months", table: Prisma.sql`measure_month` } as const] : []),
      ...(rest.length > 0 ? [{ ranges: rest, unit: "days", table: Prisma.sql`measure_day` } as const] : []),
    ];
    if (parts.length === 0) return [];
    const found = parts.map(({ ranges, unit, table }) => {
      const frame = rangeFrame({ vendorIds, ranges, by: ["site", "program", "channel"] }, viewer.scope, unit);
      return Prisma.sql`SELECT DISTINCT s.vendor_id AS "vendorId", s.site, s.program, s.channel
        FROM ${frame.relation} CROSS JOIN LATERAL (
          SELECT m.vendor_id, m.site, m.program, m.channel FROM ${table} AS m WHERE ${frame.limits(Prisma.sql`m`)} OFFSET 0
        ) AS s`;
    });
    const prepared = rest.length === 0 ? PREPARED : Prisma.empty;
    return tx.$queryRaw<KnownSlice[]>(Prisma.sql`${prepared}${Prisma.join(found, " UNION ")} ORDER BY 1, 2, 3, 4`);
  });
}
