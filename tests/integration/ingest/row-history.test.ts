import { readFile } from "node:fs/promises";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { statementsSql } from "~/data/imports/load/row-history.server";
import { columnsByBit, factTable, historyOf } from "~/data/sql/fact-table";
import { FILE_KINDS } from "~/domain/facts/fact-fields";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { applyRows, clearFacts } from "./apply-rows";

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
});
beforeEach(() => clearFacts(db));

const migration = (name: string) =>
  readFile(new URL(`../../../prisma/migrations/${name}/migration.sql`, import.meta.url), "utf8");

const rowOf = (fields: Record<string, string | number>, day = "2026-10-01") => ({
  id: "A",
  day,
  fields: { openedAt: `${day}T08:00:00Z`, ...fields },
});

const stored = async () =>
  (await db.pool.query<object>("SELECT day::text, site, agent, talk_seconds, batch_id, line FROM contact")).rows;

const statements = async () => {
  const rows = "SELECT DISTINCT vendor_id, external_id FROM contact_history";
  const sql = statementsSql("contacts", { source: "'desk'", rows });
  return (await db.pool.query<{ batch_id: number; stated: Record<string, unknown> }>(`${sql} ORDER BY batch_id`)).rows;
};

async function applyFour(): Promise<number[]> {
  const batches: number[] = [];
  for (const [fields, erases] of [
    [{ site: "Cebu", talkSeconds: 10 }, []],
    [{ site: "Davao", agent: "A1" }, []],
    [{ site: "Davao", agent: "A1", talkSeconds: 10 }, []],
    [{ agent: "A2" }, ["talkSeconds"]],
  ] as const) {
    const applied = await applyRows(db, { kind: "contacts", rows: [rowOf(fields)], erases });
    batches.push(applied.batchId);
  }
  return batches;
}

test("a batch that changes a row leaves the row as it was, once, and one that repeats it leaves no values", async () => {
  const [, second, third, fourth] = await applyFour();
  const { rows } = await db.pool.query(
    "SELECT batch_id, holds, site, agent, talk_seconds FROM contact_history ORDER BY batch_id",
  );
  expect(rows).toEqual([
    { batch_id: second, holds: "before", site: "Cebu", agent: "", talk_seconds: 10 },
    { batch_id: third, holds: "none", site: null, agent: null, talk_seconds: null },
    { batch_id: fourth, holds: "before", site: "Davao", agent: "A1", talk_seconds: 10 },
  ]);
});

test("what each batch says of a row is read back, blanks that take away included", async () => {
  await applyFour();
  const day = { day: "2026-10-01", opened_at: "2026-10-01T08:00:00+00:00" };
  expect((await statements()).map(({ stated }) => stated)).toMatchObject([
    { ...day, site: "Cebu", talk_seconds: 10 },
    { ...day, site: "Davao", agent: "A1" },
    { ...day, site: "Davao", agent: "A1", talk_seconds: 10 },
    { ...day, agent: "A2", talk_seconds: null },
  ]);
});

test("rows whose statements were kept as JSON are reverted as before once they are kept by column", async () => {
  const [first = 0, second = 0, third = 0, fourth = 0] = await applyFour();
  const before = await statements();
  const [create = ""] = /CREATE TABLE "row_statement" [^;]*;/.exec(await migration("0001_foundation")) ?? [];
  await db.pool.query(create);
  for (const { batch_id: batch, stated } of before)
    await db.pool.query(
      `INSERT INTO row_statement (vendor_id, kind, source, external_id, batch_id, line, stated)
       SELECT id, 'contacts', 'desk', 'A', $1, 2, $2 FROM vendor WHERE key = 'acme'`,
      [batch, batch === third ? null : stated],
    );
  await db.pool.query("DELETE FROM contact_history");
  const [, script = ""] = (await migration("0051_row_history")).split("-- What batches said");
  await db.pool.query(`--${script.replaceAll("tally_history", "total_history").replaceAll(", said,", ", stated,")}`);
  expect(await statements()).toEqual(before);
  await revertBatch(db, fourth, "test");
  expect(await stored()).toMatchObject([{ site: "Davao", agent: "A1", talk_seconds: 10, batch_id: third }]);
  await revertBatch(db, second, "test");
  await revertBatch(db, first, "test");
  expect(await stored()).toMatchObject([{ site: "Davao", agent: "A1", talk_seconds: 10, batch_id: third }]);
  await revertBatch(db, third, "test");
  expect(await stored()).toEqual([]);
});

test("a history has every column of its table, and its bits stay where they were", async () => {
  for (const kind of FILE_KINDS) {
    const { rows } = await db.pool.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [historyOf(kind)],
    );
    const types = new Map(rows.map(({ name, type }) => [name, type]));
    for (const { name } of factTable(kind).columns) expect(types.has(name), `${kind}: ${name}`).toBe(true);
  }
  expect(columnsByBit("contacts").slice(0, 5)).toEqual(["event_rank", "looked_up", "opened_at", "site", "program"]);
  expect(columnsByBit("contacts").indexOf("preliminary")).toBe(39);
  expect(columnsByBit("reviews").indexOf("preliminary")).toBe(20);
  expect(columnsByBit("totals").indexOf("breakdown")).toBe(11);
  expect(columnsByBit("roster").indexOf("hired_on")).toBe(7);
  expect(columnsByBit("calendar").indexOf("name")).toBe(10);
});
