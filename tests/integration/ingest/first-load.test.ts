import { beforeAll, beforeEach, expect, test } from "vitest";
import { withdrawBatch } from "~/data/batches-withdraw.server";
import { checkRollUp } from "~/data/roll-up-check.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { applyRows, clearFacts, type TestRow } from "./apply-rows";

const ROWS = 25_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(() => clearFacts(db));

/** Every hundredth row is said twice alike, and every thousandth id again with other contents. */
function manyRows(): TestRow[] {
  const row = (index: number, talkSeconds: number): TestRow => {
    const day = `2026-01-${String(1 + (index % 28)).padStart(2, "0")}`;
    return {
      id: `R${index}`,
      day,
      fields: { openedAt: `${day}T10:00:00Z`, site: index % 3 ? "Cebu" : "Lisbon", talkSeconds },
    };
  };
  const rows = Array.from({ length: ROWS }, (_, index) => row(index, index % 600));
  const repeated = rows.filter((_, index) => index % 100 === 1);
  const conflicting = rows.flatMap((_, index) => (index % 1_000 === 0 ? [row(index, 999)] : []));
  return [...rows, ...repeated, ...conflicting];
}

async function tables(): Promise<unknown> {
  const facts = await db.pool.query(
    "SELECT external_id, line, day::text, opened_at, site, talk_seconds FROM contact ORDER BY external_id",
  );
  const measures = await db.pool.query(
    "SELECT day::text, site, unqueued, talk_seconds FROM measure_day ORDER BY day, site",
  );
  return [facts.rows, measures.rows];
}

/** Where the primary key is stored: elsewhere once it was built anew. */
async function placeOfKey(): Promise<unknown> {
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

test("a first load into an empty table leaves the same tables and indexes as rows that come to others", async () => {
  const before = await indexes();
  const place = await placeOfKey();
  const loaded = await applyRows(db, { kind: "contacts", rows: manyRows() });
  expect(loaded).toMatchObject({ new: ROWS - 25, changed: 0, rejected: 50 });
  expect(await indexes()).toEqual(before);
  expect(await placeOfKey()).not.toEqual(place);
  const first = await tables();
  expect(await checkRollUp(db, await vendorId(), { repair: false, actor: "test" })).toMatchObject({
    days: 28,
    differences: [],
  });

  await clearFacts(db);
  const other = { id: "other", day: "2026-02-01", fields: { openedAt: "2026-02-01T10:00:00Z" } };
  const { batchId } = await applyRows(db, { kind: "contacts", source: "other", rows: [other] });
  const kept = await placeOfKey();
  expect(await applyRows(db, { kind: "contacts", rows: manyRows() })).toMatchObject({ new: ROWS - 25, rejected: 50 });
  expect(await placeOfKey()).toEqual(kept);
  await withdrawBatch(db, batchId, "test");
  expect(await tables()).toEqual(first);
});

test("a table that somebody reads is loaded all the same, and two first loads at once both count", async () => {
  const reader = await db.pool.connect();
  try {
    await reader.query("BEGIN");
    await reader.query("SELECT FROM contact");
    expect(await applyRows(db, { kind: "contacts", rows: manyRows() })).toMatchObject({ new: ROWS - 25 });
  } finally {
    await reader.query("ROLLBACK");
    reader.release();
  }
  await clearFacts(db);
  const both = await Promise.all([
    applyRows(db, { kind: "contacts", rows: manyRows() }),
    applyRows(db, { kind: "contacts", vendor: "other", rows: manyRows() }),
  ]);
  expect(both.map((applied) => applied.new)).toEqual([ROWS - 25, ROWS - 25]);
  expect(await db.inside.contact.count()).toBe(2 * (ROWS - 25));
});
