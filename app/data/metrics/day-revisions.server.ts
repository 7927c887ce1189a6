import { defineCache } from "../db/cache";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { containsDay, type DayRange } from "~/domain/calendar/day-range";
import type { Database } from "../db/database.server";
import { Prisma } from "../generated/client";
import { readAs } from "../db/read-as.server";

/** In which revision of a vendor which of its days last changed. */
type DayRevisions = readonly { readonly revision: number; readonly days: readonly Day[] }[];

const DAY_REVISIONS = defineCache<DayRevisions>("day revisions", 500);

/** The latest revision in which a day of the range changed, 0 where none is known; null: the vendor has moved on, or is unknown. */
export type DataRevisionOf = (vendorId: number, range: DayRange) => number | null;

/**
 * When the days of these vendors last changed, as of these revisions. What a vendor's data were at a revision it no longer has is not
 * answered: figures read now could be of either. Nor is anything answered to viewers of a part of the rows, from whom the days are hidden.
 */
export async function findDataRevisions(
  db: Database,
  viewer: Viewer,
  revisions: ReadonlyMap<number, number>,
): Promise<DataRevisionOf> {
  const cache = db.caches.get(DAY_REVISIONS);
  const { vendorIds, sites, programs, channels } = viewer.scope;
  if (sites !== "all" || programs !== "all" || channels !== "all") return () => null;
  const allowed = [...revisions].filter(([id]) => vendorIds === "all" || vendorIds.includes(id));
  const nameOf = (id: number, revision: number) => JSON.stringify([id, revision, isOutside(viewer), viewer.scope]);
  const missing = allowed.filter(([id, revision]) => cache.get(nameOf(id, revision)) === undefined);
  const rows = missing.length === 0 ? [] : await readDays(db, viewer, Object.fromEntries(missing));
  for (const [id, revision] of missing) {
    const own = rows.filter(({ vendor_id: vendorId }) => vendorId === id);
    if (own.length > 0) cache.set(nameOf(id, revision), own.flatMap(changedDays));
  }
  const known = new Map(allowed.map(([id, revision]) => [id, cache.get(nameOf(id, revision)) ?? null]));
  const found = new Map<string, number>();
  return (vendorId, range) => {
    const days = known.get(vendorId) ?? null;
    if (days === null) return null;
    const name = `${vendorId} ${range.from} ${range.until}`;
    const revision = found.get(name) ?? latestOf(days, range);
    found.set(name, revision);
    return revision;
  };
}

function latestOf(days: DayRevisions, range: DayRange): number {
  const within = days.filter((one) => one.days.some((day) => containsDay(range, day)));
  return Math.max(0, ...within.map(({ revision }) => revision));
}

type RevisionRow = { vendor_id: number; revision: number | null; days: string[] | null };

function changedDays({ revision, days }: RevisionRow): DayRevisions {
  return revision === null || days === null ? [] : [{ revision, days }];
}

/** A row of its own for a vendor without any such day. */
function readDays(db: Database, viewer: Viewer, revisions: Readonly<Record<string, number>>): Promise<RevisionRow[]> {
  const { fromDay, toDay } = viewer.scope;
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<RevisionRow[]>(Prisma.sql`
      SELECT v.id AS vendor_id, d.revision, array_agg(d.day::text ORDER BY d.day) FILTER (WHERE d.day IS NOT NULL) AS days
      FROM vendor v JOIN jsonb_each_text(${JSON.stringify(revisions)}::jsonb) AS requested (id, revision)
        ON v.id = requested.id::int AND v.revision = requested.revision::int
      LEFT JOIN day_revision d ON d.vendor_id = v.id
        AND d.day >= coalesce(${fromDay}::date, '-infinity') AND d.day <= coalesce(${toDay}::date, 'infinity')
      GROUP BY v.id, d.revision`),
  );
}
