import { beforeAll, beforeEach, expect, test } from "vitest";
import { applyRows, clearFacts } from "../../integration/ingest/apply-rows";
import { manyRows, ROWS } from "../../integration/ingest/many-rows";
import { createTestDatabase, type TestDatabase } from "../../support/database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(() => clearFacts(db));

test("a table that somebody reads is loaded all the same, and two first loads at once both count", async () => {
  const reader = await db.pool.connect();
  try {
    await reader.query("BEGIN");
    await reader.query("SELECT FROM contact");
    expect(await applyRows(db, { kind: "contacts", rows: manyRows() })).toMatchObject({ new: ROWS - 21 });
  } finally {
    await reader.query("ROLLBACK");
    reader.release();
  }
  await clearFacts(db);
  const both = await Promise.all([
    applyRows(db, { kind: "contacts", rows: manyRows() }),
    applyRows(db, { kind: "contacts", vendor: "other", rows: manyRows() }),
  ]);
  expect(both.map((applied) => applied.new)).toEqual([ROWS - 21, ROWS - 21]);
  expect(await db.inside.contact.count()).toBe(2 * (ROWS - 21));
});
