import { Prisma } from "~/data/generated/client";
import type { Database } from "~/data/db/database.server";
import { WHOLE_SCOPE, partnerScope } from "~/domain/access/scope";
import type { Scope, Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import type { Amounts } from "~/domain/metrics/measure-ref";
import { isMeasureKey } from "~/domain/metrics/measures";
import { addUpMonths } from "../../support/months";

/** Somebody of the organization, with the whole view or a narrower one. */
export function lead(scope: Partial<Scope> = {}): Viewer {
  const name = "Vera Lead";
  return {
    kind: "member",
    userId: "u1",
    name,
    email: "vera@example.test",
    role: "lead",
    scope: { ...WHOLE_SCOPE, ...scope },
  };
}

export function partnerOf(vendorId: number): Viewer {
  const scope = partnerScope(vendorId);
  return { kind: "partner", userId: "u2", name: "Paul Partner", email: "paul@example.test", vendorId, scope };
}

export async function makeVendor(db: Database, key: string, name: string): Promise<number> {
  const vendor = await db.inside.vendor.create({ data: { key, name } });
  return vendor.id;
}

export type DayRow = {
  vendorId: number;
  day: Day;
  site?: string;
  program?: string;
  channel?: string;
  amounts: Amounts;
};

/** Writes roll-up rows by hand, registering the counts with a limit that they name. */
export async function writeMeasures(db: Database, rows: readonly DayRow[]): Promise<void> {
  const refs = [...new Set(rows.flatMap((row) => Object.keys(row.amounts).filter((ref) => !isMeasureKey(ref))))];
  for (const measure of refs) {
    await db.inside.rollupParameter.upsert({ where: { measure }, create: { measure }, update: {} });
  }
  const parameters = await db.inside.rollupParameter.findMany();
  for (const { vendorId, day, site = "", program = "", channel = "", amounts } of rows) {
    const plain = Object.fromEntries(Object.entries(amounts).filter(([ref]) => isMeasureKey(ref)));
    await db.inside.measureDay.create({
      data: { vendorId, day: new Date(`${day}T00:00:00Z`), site, program, channel, ...plain, parameterCounts: [] },
    });
    for (const { id, measure } of parameters) {
      const amount = amounts[measure];
      if (amount === undefined) continue;
      await db.inside.$executeRaw(Prisma.sql`UPDATE measure_day SET parameter_counts[${id}::int] = ${amount}::float8
        WHERE vendor_id = ${vendorId} AND day = ${day}::date AND site = ${site} AND program = ${program} AND channel = ${channel}`);
    }
  }
  await addUpMonths(db);
}
