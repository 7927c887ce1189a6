import type { Database } from "~/data/db/database.server";
import { checkRollUp, type RollUpDifference } from "~/data/rollups/check-roll-ups.server";
import { findVendors } from "~/data/access/vendors.server";
import type { Viewer } from "~/domain/access/viewer";

export type RollUpReport = {
  vendors: number;
  days: number;
  /** Rows of the roll-up that are not what the facts say. */
  different: number;
  repaired: boolean;
  /** The first of them. */
  differences: (RollUpDifference & { vendor: string })[];
};

const MAX_LISTED = 100;

/** Compares the roll-ups of every partner with their facts, one partner at a time; with `repair` rewrites those that differ. */
export async function checkRollUps(
  db: Database,
  viewer: Viewer,
  { repair, actor }: { repair: boolean; actor: string },
): Promise<RollUpReport> {
  const report: RollUpReport = { vendors: 0, days: 0, different: 0, repaired: false, differences: [] };
  for (const { id, key } of await findVendors(db, viewer)) {
    const { days, differences, repaired } = await checkRollUp(db, id, { repair, actor });
    report.vendors += 1;
    report.days += days;
    report.different += differences.length;
    report.repaired ||= repaired;
    const room = MAX_LISTED - report.differences.length;
    report.differences.push(...differences.slice(0, room).map((difference) => ({ vendor: key, ...difference })));
  }
  return report;
}
