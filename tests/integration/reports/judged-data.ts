import type { Database } from "~/data/db/database.server";
import { rollUpDays } from "~/data/rollups/roll-up-days.server";
import type { Day } from "~/domain/calendar/day";
import { daysOf } from "~/domain/calendar/day-range";
import type { ContactFacts } from "~/domain/metrics/contact-amounts";
import { contactSaying } from "~/domain/metrics/test-contacts";
import type { SowDocument } from "~/domain/contracts/document";
import { makeVendor } from "./tiny-data";

/** What the tests look back from: November 2026 is running. */
export const clock = () => new Date("2026-11-23T18:00:00Z");

export type TestContact = ContactFacts & { readonly day: Day; readonly site: string; readonly channel: string };

/** A number from 0 to 1 that depends on nothing but the index. */
const chance = (index: number, salt: number) => (((index + 1) * 7919 + salt * 104_729) % 1000) / 1000;

/** Contacts of August to 20 November 2026: some abandoned, some rated, some without any answer to either. */
export function contactsOf(salt: number): TestContact[] {
  const days = daysOf({ from: "2026-08-01", until: "2026-11-21" });
  return days.flatMap((day, dayIndex) =>
    Array.from({ length: 5 }, (_, position): TestContact => {
      const index = dayIndex * 5 + position;
      const answered = chance(index, salt) > 0.15;
      return {
        day,
        site: position % 2 === 0 ? "North" : "South",
        channel: position === 4 ? "Email" : "Voice",
        ...contactSaying({
          answered: position === 4 ? null : answered,
          waitSeconds: position === 4 ? null : Math.round(chance(index, salt + 1) * 60),
          firstResponseSeconds: position === 4 ? 600 + Math.round(chance(index, salt + 2) * 7200) : null,
          csatScore: chance(index, salt + 3) > 0.5 ? 1 + Math.floor(chance(index, salt + 4) * 5) : null,
        }),
      };
    }),
  );
}

/** Stores contacts under a vendor and rolls their days up. */
export async function storeContacts(db: Database, vendorId: number, contacts: readonly TestContact[]): Promise<void> {
  const batch = await batchOf(db, vendorId);
  await db.inside.contact.createMany({
    data: contacts.map(({ day, site, channel, ...facts }, index) => ({
      ...facts,
      vendorId,
      source: "test",
      externalId: `c${index}`,
      batchId: batch,
      line: index + 2,
      day: new Date(`${day}T00:00:00Z`),
      openedAt: new Date(`${day}T12:00:00Z`),
      site,
      channel,
      agent: `=agent ${vendorId}`,
    })),
  });
  await rollUpDays(db, vendorId, [...new Set(contacts.map(({ day }) => day))]);
}

async function batchOf(db: Database, vendorId: number): Promise<number> {
  const mapping = await db.inside.mapping.create({
    data: { key: `m${vendorId}`, version: 1, name: "Test", kind: "contacts", document: {} },
  });
  const counts = { rowsRead: 1, rowsAccepted: 1, rowsNew: 1, rowsChanged: 0, rowsUnchanged: 0, rowsRejected: 0 };
  const batch = await db.inside.importBatch.create({
    data: {
      source: "test",
      kind: "contacts",
      mappingId: mapping.id,
      vendorIds: [vendorId],
      fileName: `contacts of ${vendorId}.csv`,
      fileSha256: "0",
      fileBytes: 1n,
      status: "applied",
      appliedBy: "test",
      ...counts,
    },
  });
  return batch.id;
}

type Targets = SowDocument["versions"][number]["targets"];

const CSAT_TARGET = {
  id: "csat",
  clause: "4.2",
  metric: "csat",
  comparator: ">=",
  expected: 20,
  minimum: 10,
  weight: 60,
  criticality: "critical",
  minimumSample: 10,
} as const satisfies Targets[number];

const OTHER_TARGETS: Targets = [
  {
    id: "sl",
    clause: "4.1",
    metric: "service-level",
    parameters: { variant: 1, thresholdSeconds: 20 },
    scope: { channel: "Voice" },
    comparator: ">=",
    expected: 95,
    minimum: 90,
    weight: 40,
  },
  {
    id: "frt",
    clause: "4.3",
    metric: "first-response-time",
    parameters: { quantile: 0.5 },
    comparator: "<=",
    expected: 90_000,
    weight: 0,
  },
  { id: "asa", clause: "4.4", metric: "asa", comparator: "<=", expected: 10, minimum: 1000, period: "week", weight: 0 },
  { id: "csat-quarter", clause: "4.5", metric: "csat", comparator: ">=", expected: 20, period: "quarter", weight: 0 },
];

/** A SOW whose second version, from October, asks for more satisfaction than anyone can give. */
export function judgedSow(key: string): SowDocument {
  return {
    vendor: key,
    title: key,
    currency: "USD",
    timeZone: "UTC",
    versions: [
      {
        version: 1,
        effectiveFrom: "2026-01-01",
        effectiveUntil: "2026-09-30",
        targets: [CSAT_TARGET, ...OTHER_TARGETS],
      },
      {
        version: 2,
        effectiveFrom: "2026-10-01",
        amendment: "More satisfaction.",
        targets: [{ ...CSAT_TARGET, expected: 99, minimum: 98 }, ...OTHER_TARGETS],
      },
    ],
  };
}

/** A vendor with such a SOW. */
export async function makeJudgedVendor(db: Database, key: string, name: string): Promise<number> {
  const id = await makeVendor(db, key, name);
  await db.inside.sowDocument.create({
    data: { vendorId: id, revision: 1, document: judgedSow(key), sha256: `sow ${key}`, uploadedBy: "test" },
  });
  return id;
}
