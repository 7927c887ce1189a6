import type { DayRange } from "~/domain/calendar/day-range";
import { allowsVendor } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";
import type { Database } from "../db/database.server";
import { readAs } from "../db/read-as.server";

/** How many rows were rejected in files of the partner that hold days of the range. */
export async function countRejectedRows(
  db: Database,
  viewer: Viewer,
  vendorId: number,
  { from, until }: DayRange,
): Promise<number> {
  if (!allowsVendor(viewer.scope, vendorId)) return 0;
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  const batches = await readAs(db, viewer, (tx) =>
    tx.importBatch.findMany({
      where: {
        vendorIds: { has: vendorId },
        status: "applied",
        firstDay: { lt: at(until) },
        lastDay: { gte: at(from) },
      },
      select: { rowsRejected: true },
    }),
  );
  return batches.reduce((sum, { rowsRejected }) => sum + rowsRejected, 0);
}
