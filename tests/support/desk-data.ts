import type { Database } from "~/data/db/database.server";
import { rollUpDays } from "~/data/rollups/roll-up-days.server";
import { applySow } from "~/commands/contracts/apply-sow.server";

type Call = {
  day: string;
  site: string;
  answered: boolean;
  waitSeconds: number;
  talkSeconds?: number;
  csatScore?: number;
};

const CALLS: readonly Call[] = [
  { day: "2026-09-30", site: "Manila", answered: true, waitSeconds: 12, talkSeconds: 200, csatScore: 5 },
  { day: "2026-10-01", site: "Manila", answered: true, waitSeconds: 10, talkSeconds: 100, csatScore: 5 },
  { day: "2026-10-01", site: "Manila", answered: true, waitSeconds: 70, talkSeconds: 300, csatScore: 2 },
  { day: "2026-10-01", site: "Cebu", answered: false, waitSeconds: 15 },
  { day: "2026-10-15", site: "Cebu", answered: true, waitSeconds: 20, talkSeconds: 160, csatScore: 4 },
  { day: "2026-11-01", site: "Cebu", answered: true, waitSeconds: 25, talkSeconds: 90 },
];

const DAYS = [...new Set(CALLS.map(({ day }) => day))];

/** A partner's SOW in force from 2026 on. */
export function deskSow(vendor: string) {
  return {
    vendor,
    title: `Desk of ${vendor}`,
    currency: "USD",
    timeZone: "UTC",
    versions: [
      {
        version: 1,
        effectiveFrom: "2026-01-01",
        targets: [
          { id: "csat", clause: "4.2(a)", metric: "csat", comparator: ">=", expected: 85, minimum: 80, weight: 2 },
          { id: "sl", clause: "4.1", metric: "service-level", comparator: ">=", expected: 50, criticality: "critical" },
        ],
      },
    ],
  };
}

/** A small phone desk with six calls, their roll-ups and a SOW; returns the vendor's id. */
export async function addDesk(db: Database, key: string): Promise<number> {
  await db.inside.organization.upsert({
    where: { id: 1 },
    create: { id: 1, name: "Test", timeZone: "UTC" },
    update: {},
  });
  const applied = await applySow(db, { by: "test", actor: "test" }, deskSow(key), {
    clock: () => new Date("2026-01-01T00:00:00Z"),
    vendorName: `The ${key} desk`,
  });
  if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
  const { id: vendorId } = await db.inside.vendor.findUniqueOrThrow({ where: { key } });
  const mapping = await db.inside.mapping.create({
    data: { key: `${key}-calls`, version: 1, name: "Calls", kind: "contacts", document: {} },
  });
  const batch = await db.inside.importBatch.create({
    data: {
      source: key,
      kind: "contacts",
      mappingId: mapping.id,
      vendorIds: [vendorId],
      fileName: `${key}.csv`,
      fileSha256: "0".repeat(64),
      fileBytes: 100n,
      status: "applied",
      rowsRead: CALLS.length,
      rowsAccepted: CALLS.length,
      rowsNew: CALLS.length,
      rowsChanged: 0,
      rowsUnchanged: 0,
      rowsRejected: 0,
      appliedBy: "test",
    },
  });
  await db.inside.contact.createMany({
    data: CALLS.map(({ day, answered, ...call }, index) => ({
      ...call,
      vendorId,
      source: key,
      externalId: String(index + 1),
      batchId: batch.id,
      line: index + 2,
      day: new Date(`${day}T00:00:00Z`),
      openedAt: new Date(`${day}T09:00:00Z`),
      channel: "voice",
      answered,
      abandoned: !answered,
    })),
  });
  await rollUpDays(db, vendorId, DAYS);
  return vendorId;
}
