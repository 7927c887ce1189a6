import { findFutureRows, type FutureRows } from "~/data/imports/batch-changes.server";
import { findOrganization } from "~/data/access/organization.server";
import type { Database } from "~/data/db/database.server";
import { dayInZone } from "~/domain/calendar/time-zone";

/** The rows of a batch that are of days after today, in the reporting time zone; null without any. */
export async function futureRowsOf(db: Database, batch: number, clock: () => Date): Promise<FutureRows | null> {
  const today = dayInZone(clock(), (await findOrganization(db))?.timeZone ?? "UTC");
  return findFutureRows(db, batch, today);
}
