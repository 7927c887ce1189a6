import type { Viewer } from "~/domain/access/viewer";
import type { DayRange } from "~/domain/calendar/day-range";
import type { Database } from "./database.server";
import { Prisma } from "./generated/client";
import { readAs } from "./read-as.server";
import { scopeFilter } from "./scope-filter.server";

/** A combination of slices that has rows; '' means "not given". */
export type KnownSlice = { vendorId: number; site: string; program: string; channel: string };

/** The combinations of site, program and channel with rows in the range, of the vendors that the viewer may see. */
export async function findSlices(db: Database, viewer: Viewer, range: DayRange): Promise<KnownSlice[]> {
  const alias = Prisma.sql`m`;
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<KnownSlice[]>(Prisma.sql`
      SELECT DISTINCT m.vendor_id AS "vendorId", m.site, m.program, m.channel
      FROM vendor AS v JOIN measure_day AS m
        ON m.vendor_id = v.id AND m.day >= ${range.from}::date AND m.day < ${range.until}::date
      WHERE ${scopeFilter(viewer.scope, alias)}
      ORDER BY 1, 2, 3, 4`),
  );
}
