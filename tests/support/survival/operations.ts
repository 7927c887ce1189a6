import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import type { Database } from "~/data/db/database.server";
import { importFile, type ImportResult } from "~/ingest/load/import-file.server";

/** How often each thing stands there. */
type Counts = Readonly<Record<"contacts" | "totals" | "roster" | "applied" | "reverted" | "rejected", number>>;

/** Something asked of the product that changes facts, in one transaction: asked again with the same words it is the same thing. */
export type Operation = {
  name: string;
  /** Makes what stands before it; answers how to ask for it. */
  prepare(db: Database, folder: string): Promise<(db: Database) => Promise<unknown>>;
  /** What there is once it is done; what there is before it and after it is the same where it leaves nothing. */
  leaves: Partial<Counts>;
  /** All of it is undone at its end. */
  isDryRun?: boolean;
  /** One of those for which whole servers are killed. */
  isKilled?: boolean;
  /** A statement without which it would not be what its name says. */
  says?: RegExp;
};

const ABOUT = { file: { format: "csv" }, timeZone: "UTC", vendor: { constant: "survivor" }, source: "survivor" };
const CALLS = {
  ...ABOUT,
  key: "survivor-calls",
  name: "Calls",
  kind: "contacts",
  externalId: { column: "Id" },
  fields: {
    openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" },
    site: { column: "Site", lookup: { roster: "agent" } },
    agent: { column: "Agent" },
    answered: { column: "Answered" },
    waitSeconds: { column: "Wait" },
    csatScore: { column: "Csat" },
  },
};
const EVENTS = { ...CALLS, key: "survivor-events", collapse: { order: [{ number: { column: "Wait" } }] } };
const TOTALS = {
  ...ABOUT,
  key: "survivor-totals",
  name: "Totals",
  kind: "totals",
  source: "survivor-totals",
  fields: { day: { column: "Opened", format: "yyyy-MM-dd HH:mm" }, site: { column: "Site" } },
  totals: [
    { measure: "headcount", column: "Wait" },
    { measure: "offered", column: "Csat" },
  ],
};
const ROSTER = {
  ...ABOUT,
  key: "survivor-roster",
  name: "Roster",
  kind: "roster",
  source: "survivor-roster",
  fields: {
    agent: { column: "Agent" },
    site: { column: "Site" },
    startsOn: { column: "Opened", format: "yyyy-MM-dd HH:mm" },
  },
};

type Rows = { from?: number; count: number; wait: number; perId?: number; site?: string };

/** Rows of three days, and below them one that cannot be used. */
function fileText({ from = 1, count, wait, perId = 1, site = "Manila" }: Rows): string {
  const lines = ["Id,Opened,Site,Agent,Answered,Wait,Csat"];
  for (let row = from; row < from + count; row += 1) {
    const day = `2026-03-0${1 + (row % 3)} 10:${String(row % 60).padStart(2, "0")}`;
    for (let event = 0; event < perId; event += 1)
      lines.push(`C-${row},${day},${row % 4 === 0 ? "" : site},Agent ${row % 5},Y,${wait + event},${1 + (row % 5)}`);
  }
  return `${[...lines, "bad,yesterday,Cebu,,Y,never,"].join("\n")}\n`;
}

const BEFORE = "before";

async function send(
  db: Database,
  folder: string,
  { mapping, rows, key, isDryRun = false }: { mapping: object; rows: Rows; key: string; isDryRun?: boolean },
): Promise<ImportResult> {
  const file = path.join(folder, `${key}.csv`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, fileText(rows));
  const by = { actor: "test", userId: null };
  const request = { path: file, fileName: `${key}.csv`, mapping, by, filesFolder: path.join(folder, "files") };
  if (isDryRun) return importFile(db, { ...request, dryRun: async (_inside, tried) => tried });
  return importFile(db, { ...request, requestKey: key });
}

/** A file that comes, after others that came. */
function sent(
  { mapping, rows }: { mapping: object; rows: Rows },
  before: readonly { mapping: object; rows: Rows }[] = [],
): Operation["prepare"] {
  return async (db, folder) => {
    for (const [at, one] of before.entries()) await send(db, folder, { ...one, key: `${BEFORE} ${at}` });
    return (requested) => send(requested, folder, { mapping, rows, key: "operation" });
  };
}

const STATUS = { mapping: CALLS, rows: { count: 12, wait: 10 } };
const RESTATED = { mapping: CALLS, rows: { count: 16, wait: 20 } };

/** A file for each list of statements that an import may come to, a dry run, and taking a file back. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: "a first load into an empty table",
    prepare: sent({ mapping: CALLS, rows: { count: 1_500, wait: 10 } }),
    leaves: { contacts: 1_500, applied: 1, rejected: 1 },
    isKilled: true,
  },
  {
    name: "new rows beside others",
    prepare: sent({ mapping: CALLS, rows: { from: 101, count: 8, wait: 20 } }, [STATUS]),
    leaves: { contacts: 20, applied: 2, rejected: 2 },
    isKilled: true,
  },
  {
    name: "many new rows beside others",
    prepare: sent({ mapping: CALLS, rows: { from: 101, count: 5_000, wait: 20 } }, [STATUS]),
    leaves: { contacts: 5_012, applied: 2, rejected: 2 },
    isKilled: true,
    says: /^\s*INSERT INTO contact [^;]* ON CONFLICT DO NOTHING$/,
  },
  {
    name: "a restatement with new rows",
    prepare: sent(RESTATED, [STATUS]),
    leaves: { contacts: 16, applied: 2, rejected: 2 },
    isKilled: true,
  },
  {
    name: "a file of events",
    prepare: sent({ mapping: EVENTS, rows: { ...RESTATED.rows, perId: 3 } }, [
      STATUS,
      { mapping: EVENTS, rows: { count: 4, wait: 40 } },
    ]),
    leaves: { contacts: 16, applied: 3, rejected: 3 },
  },
  {
    name: "totals beside contacts",
    prepare: sent({ mapping: TOTALS, rows: { count: 3, wait: 30 } }, [
      STATUS,
      { mapping: TOTALS, rows: { count: 2, wait: 5 } },
    ]),
    leaves: { contacts: 12, totals: 6, applied: 3, rejected: 3 },
  },
  {
    name: "a roster that tells the sites of contacts",
    prepare: sent({ mapping: ROSTER, rows: { count: 5, wait: 0, site: "Cebu" } }, [STATUS]),
    leaves: { contacts: 12, roster: 5, applied: 2, rejected: 2 },
  },
  {
    name: "a dry run",
    prepare: async (db, folder) => {
      await send(db, folder, { ...STATUS, key: BEFORE });
      return (requested) => send(requested, folder, { ...RESTATED, key: "operation", isDryRun: true });
    },
    leaves: { contacts: 12, applied: 1, rejected: 1 },
    isDryRun: true,
  },
  {
    name: "a file taken back",
    prepare: async (db, folder) => {
      await send(db, folder, { ...STATUS, key: BEFORE });
      const { batch } = await send(db, folder, { ...RESTATED, key: "between" });
      await send(db, folder, { mapping: CALLS, rows: { count: 4, wait: 30 }, key: "later" });
      return (requested) => revertBatch(requested, batch, "test");
    },
    leaves: { contacts: 12, applied: 2, reverted: 1, rejected: 3 },
    isKilled: true,
  },
];

/** What there is, counted. */
export async function requireLeft(db: Database, leaves: Operation["leaves"]): Promise<void> {
  const { rows } = await db.pool.query(
    `SELECT (SELECT count(*)::int FROM contact) AS contacts, (SELECT count(*)::int FROM total) AS totals,
       (SELECT count(*)::int FROM roster_entry) AS roster,
       (SELECT count(*)::int FROM import_batch WHERE status = 'applied') AS applied,
       (SELECT count(*)::int FROM import_batch WHERE status = 'reverted') AS reverted,
       (SELECT count(DISTINCT (batch_id, line))::int FROM rejected_row) AS rejected`,
  );
  assert.deepEqual(rows[0], { contacts: 0, totals: 0, roster: 0, applied: 0, reverted: 0, rejected: 0, ...leaves });
}
