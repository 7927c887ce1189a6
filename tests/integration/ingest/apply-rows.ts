import { randomUUID } from "node:crypto";
import { applyBatch, type AppliedBatch } from "~/data/imports/load/apply-batch.server";
import type { Database } from "~/data/db/database.server";
import { HISTORIES } from "~/data/sql/fact-table";
import type { StagedRow, StagedValue } from "~/data/imports/load/stage-rows.server";
import { FACT_FIELDS, type FileKind } from "~/domain/facts/fact-fields";

export type TestRow = {
  id: string;
  day: string;
  fields: Readonly<Record<string, StagedValue>>;
  /** How the event ranks, of a file with a row per event. */
  rank?: readonly number[];
};

const BYTES_PER_ROW = 40;

/** Applies rows as one batch of a partner, as if a file had them. */
export async function applyRows(
  db: Database,
  {
    kind,
    vendor = "acme",
    source = "desk",
    rows,
    erases = [],
    says,
    whileRead = () => Promise.resolve(),
  }: {
    kind: FileKind;
    vendor?: string;
    source?: string;
    rows: readonly TestRow[];
    erases?: readonly string[];
    /** The fields that the mapping describes; any, unless stated. */
    says?: readonly string[];
    whileRead?: () => Promise<void>;
  },
): Promise<AppliedBatch> {
  const names = Object.keys(FACT_FIELDS[kind]);
  const hasEvents = rows.some(({ rank }) => rank !== undefined);
  const staged = (vendorId: number): StagedRow[] =>
    rows.map(({ id, day, fields, rank }, index) => ({
      line: index + 2,
      vendorId,
      externalId: id,
      day,
      values: [...names.map((name) => fields[name] ?? null), rank ? `{${rank.join(",")}}` : null],
    }));
  return applyBatch(
    db,
    {
      kind,
      source,
      mapping: {
        key: `test-${kind}`,
        name: "Test",
        kind,
        document: { ...documentOf(kind, says), ...(hasEvents ? { collapse: {} } : {}) },
        createdBy: null,
        demo: false,
        sourceLimited: false,
        barrier: () => null,
      },
      vendor: { key: vendor, name: vendor, timeZone: "UTC" },
      file: { name: "test.csv", sha256: randomUUID(), bytes: rows.length * BYTES_PER_ROW },
      keepFile: () => Promise.resolve("00/test"),
      collapse: hasEvents ? "last" : null,
      unstatedFields: says ? names.filter((name) => !says.includes(name)) : [],
      erases,
      idColumn: "id",
      by: "test",
      demo: false,
      requestKey: null,
    },
    {
      rows: async function* ({ fixed }) {
        await whileRead();
        yield staged(fixed ?? 0);
      },
      counts: () => ({ read: rows.length, accepted: rows.length, skipped: 0, collapsed: 0 }),
    },
  );
}

function documentOf(kind: FileKind, says: readonly string[] | undefined): object {
  return says ? { kind, fields: Object.fromEntries(says.map((name) => [name, {}])) } : { kind };
}

/** Each before those that it refers to. Deleting a few rows takes a hundredth of the time that TRUNCATE takes for fifteen tables. */
const FACTS = [
  "rejected_row",
  ...HISTORIES,
  "received_day",
  "source_choice",
  "source_as_of",
  "source_day",
  "preliminary_day",
  "measure_month",
  "measure_day",
  "calendar_entry",
  "roster_entry",
  "total",
  "review",
  "contact",
  "import_batch",
];

/** Removes every fact and what was made of it. */
export async function clearFacts(db: Database): Promise<void> {
  await db.pool.query(FACTS.map((table) => `DELETE FROM ${table}`).join("; "));
}
