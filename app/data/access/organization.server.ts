import { recordAudit } from "../db/audit.server";
import type { Database } from "../db/database.server";
import type { Prisma } from "../generated/client";

/** The organization of this installation. The zone decides the day of every event. */
export interface Organization {
  readonly name: string;
  readonly timeZone: string;
  readonly hasDemo: boolean;
}

const ONLY = 1;

/** Null before the first set-up. Holds nothing of any vendor, so everyone may know it. */
export async function findOrganization(db: Database): Promise<Organization | null> {
  const row = await db.inside.organization.findUnique({ where: { id: ONLY } });
  return row && { name: row.name, timeZone: row.timeZone, hasDemo: row.demoSeededAt !== null };
}

export async function insertOrganization(
  tx: Prisma.TransactionClient,
  { name, timeZone }: { name: string; timeZone: string },
): Promise<void> {
  await tx.organization.upsert({
    where: { id: ONLY },
    create: { id: ONLY, name, timeZone },
    update: { name, timeZone },
  });
}

/** Whether rows were imported: their days were decided by the zone, which then no longer changes. */
export async function isZoneFixed(db: Database): Promise<boolean> {
  return (await db.inside.importBatch.findFirst({ select: { id: true } })) !== null;
}

/** Renames; sets the zone only while no row depends on it. */
export async function changeOrganization(
  db: Database,
  change: { name: string; timeZone: string },
  actor: string,
): Promise<"zone-fixed" | null> {
  return db.inside.$transaction(async (tx) => {
    const before = await tx.organization.findUniqueOrThrow({ where: { id: ONLY } });
    const batches = await tx.importBatch.count();
    if (change.timeZone !== before.timeZone && batches > 0) return "zone-fixed";
    await tx.organization.update({ where: { id: ONLY }, data: change });
    await recordAudit(tx, { actor, action: "organization.changed", subject: "organization", detail: change });
    return null;
  });
}
