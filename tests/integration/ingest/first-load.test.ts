import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { importFile } from "~/ingest/load/import-file.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { applyRows, clearFacts, type TestRow } from "./apply-rows";
import { CALLS_MAPPING } from "./calls-mapping";
import { manyRows, ROWS } from "./many-rows";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(() => clearFacts(db));

async function tables(): Promise<unknown> {
  const facts = await db.pool.query(
    "SELECT external_id, line, day::text, opened_at, site, talk_seconds FROM contact ORDER BY external_id",
  );
  const measures = await db.pool.query(
    "SELECT day::text, site, unqueued, talk_seconds FROM measure_day ORDER BY day, site",
  );
  return [facts.rows, measures.rows];
}

/** Where the primary key is stored: elsewhere once it was built again. */
async function positionOfKey(): Promise<unknown> {
  const { rows } = await db.pool.query("SELECT pg_relation_filenode('contact_pkey') AS place");
  return rows[0];
}

async function indexes(): Promise<unknown> {
  const { rows } = await db.pool.query(
    `SELECT pg_get_indexdef(indexrelid) AS definition, indisprimary, indisvalid, conname
     FROM pg_index LEFT JOIN pg_constraint ON conindid = indexrelid WHERE indrelid = 'contact'::regclass ORDER BY 1`,
  );
  return rows;
}

async function vendorId(): Promise<number> {
  return (await db.inside.vendor.findUniqueOrThrow({ where: { key: "acme" } })).id;
}

/** What was loaded adds up, and is the same where the rows come to others, whose tables stay as they are. */
async function expectSameAmongOthers({ rows, counts }: { rows: readonly TestRow[]; counts: object }): Promise<void> {
  const first = await tables();
  expect(await checkRollUp(db, await vendorId(), { repair: false, actor: "test" })).toMatchObject({
    days: 28,
    differences: [],
  });
  await clearFacts(db);
  const other = { id: "other", day: "2026-02-01", fields: { openedAt: "2026-02-01T10:00:00Z" } };
  const { batchId } = await applyRows(db, { kind: "contacts", source: "other", rows: [other] });
  const retained = await positionOfKey();
  expect(await applyRows(db, { kind: "contacts", rows })).toMatchObject(counts);
  expect(await positionOfKey()).toEqual(retained);
  await revertBatch(db, batchId, "test");
  expect(await tables()).toEqual(first);
}

test("a first load into an empty table leaves the same tables and indexes as rows that come to others", async () => {
  const before = await indexes();
  const position = await positionOfKey();
  const loaded = await applyRows(db, { kind: "contacts", rows: manyRows() });
  expect(loaded).toMatchObject({ new: ROWS - 21, changed: 0, rejected: 42 });
  expect(await indexes()).toEqual(before);
  expect(await positionOfKey()).not.toEqual(position);
  await expectSameAmongOthers({ rows: manyRows(), counts: { new: ROWS - 21, rejected: 42 } });
});

test("rows without a repeated id are inserted into an empty table while they are read, and come to the same", async () => {
  const [before, position] = [await indexes(), await positionOfKey()];
  const rows = manyRows().slice(0, ROWS);
  const says = ["openedAt", "site", "talkSeconds"];
  expect(await applyRows(db, { kind: "contacts", rows, says })).toMatchObject({ new: ROWS, changed: 0, rejected: 0 });
  expect([await indexes(), await positionOfKey()]).toEqual([before, position]);
  await expectSameAmongOthers({ rows, counts: { new: ROWS, rejected: 0 } });
});

const MAPPING = { ...CALLS_MAPPING, fields: { ...CALLS_MAPPING.fields, madeSla: { column: "In time" } } };

/** Lines of which this many cannot be used, with odd characters and blanks among the rest. */
async function importLines(good: number, bad: number) {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-first-"));
  try {
    const sites = ["Bogotá", '"a\tb\\n"', "", "Łódź 🌍"];
    const lines = Array.from({ length: good + bad }, (_, row) => {
      const wait = row < bad ? "soon" : row % 90;
      return `${row},2026-01-${String(1 + (row % 28)).padStart(2, "0")}T10:00:00Z,${sites[row % 4]},${wait},${row % 3 ? "" : "yes"}\n`;
    });
    const file = path.join(folder, "calls.csv");
    await writeFile(file, `Id,Opened,Site,Wait,In time\n${lines.join("")}`);
    const by = { actor: "test", userId: null };
    const filesFolder = path.join(folder, "files");
    const request = { path: file, fileName: "calls.csv", mapping: MAPPING, by, filesFolder };
    return await importFile(db, request);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test.each([
  ["few", 40],
  ["many", 6_000],
])("lines that cannot be used stand aside, %s of them, and what is blank stays unstated", async (_many, bad) => {
  expect(await importLines(2_000, bad)).toMatchObject({
    read: 2_000 + bad,
    accepted: 2_000,
    new: 2_000,
    rejected: bad,
  });
  const { rows } = await db.pool.query(
    `SELECT count(*)::int AS contacts, count(*) FILTER (WHERE site = '')::int AS unplaced, count(made_sla)::int AS in_time,
       array_agg(DISTINCT site ORDER BY site) AS sites, (SELECT count(*)::int FROM rejected_row) AS rejected FROM contact`,
  );
  const inTime = Array.from({ length: 2_000 }, (_, row) => row + bad).filter((row) => row % 3 === 0).length;
  const sites = ["", "a\tb\\n", "Bogotá", "Łódź 🌍"].toSorted();
  expect(rows).toEqual([{ contacts: 2_000, unplaced: 500, in_time: inTime, sites, rejected: bad }]);
  expect(await checkRollUp(db, await vendorId(), { repair: false, actor: "test" })).toMatchObject({ differences: [] });
});

test("a first load that breaks off half-way leaves the table as it was, for the next one", async () => {
  const before = [await indexes(), await positionOfKey()];
  const rows = manyRows().slice(0, ROWS);
  const broken = [...rows.slice(0, 20_000), { ...rows[0], id: "no time", day: "never", fields: {} }];
  await expect(applyRows(db, { kind: "contacts", rows: broken })).rejects.toThrow("never");
  expect([await indexes(), await positionOfKey()]).toEqual(before);
  expect(await db.inside.contact.count()).toBe(0);
  expect(await applyRows(db, { kind: "contacts", rows })).toMatchObject({ new: ROWS });
});
