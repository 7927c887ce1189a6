import { beforeAll, beforeEach, expect, test } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { applyRows, clearFacts, type TestRow } from "./apply-rows";

const ROWS = 6_000;
const SAYS = ["openedAt", "site", "talkSeconds"];

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  await clearFacts(db);
  await apply([rowOf(-1, 60)]);
});

function rowOf(index: number, talkSeconds: number): TestRow {
  const day = `2026-01-${String(1 + ((index + 28) % 28)).padStart(2, "0")}`;
  return { id: `R${index}`, day, fields: { openedAt: `${day}T10:00:00Z`, site: index % 3 ? "Cebu" : "", talkSeconds } };
}

const manyRows = (): TestRow[] => Array.from({ length: ROWS }, (_, index) => rowOf(index, index % 600));

const apply = (rows: readonly TestRow[], whileRead = () => Promise.resolve()) =>
  applyRows(db, { kind: "contacts", rows, says: SAYS, whileRead });

/** How many statements put the rows of a batch where they are. */
async function parts(batchId: number): Promise<number> {
  const { rows } = await db.pool.query<{ parts: number }>(
    "SELECT count(DISTINCT cmin::text)::int AS parts FROM contact WHERE batch_id = $1",
    [batchId],
  );
  return rows[0]?.parts ?? 0;
}

/** All that is stored of the rows, where and when they came apart. */
async function tables(): Promise<unknown> {
  const facts = await db.pool.query(
    "SELECT external_id, line, day::text, opened_at, site, talk_seconds, agent, looked_up FROM contact ORDER BY external_id",
  );
  const measures = await db.pool.query(
    "SELECT day::text, site, handled, talk_seconds, talk_bins FROM measure_day ORDER BY 1, 2",
  );
  const received = await db.pool.query("SELECT day::text, rows, rows_new FROM received_day ORDER BY day, batch_id");
  const statements = await db.pool.query(
    "SELECT external_id, line, previous_line, holds, stated, talk_seconds FROM contact_history ORDER BY 1, batch_id",
  );
  return [facts.rows, measures.rows, received.rows, statements.rows];
}

async function expectWhole(): Promise<void> {
  const { id } = await db.inside.vendor.findUniqueOrThrow({ where: { key: "acme" } });
  expect(await checkRollUp(db, id, { repair: false, actor: "test" })).toMatchObject({ differences: [] });
}

test("new rows beside others land part by part, and leave what a merge of them leaves", async () => {
  const landed = await apply(manyRows());
  expect(landed).toMatchObject({ read: ROWS, new: ROWS, changed: 0, unchanged: 0, rejected: 0 });
  expect(await parts(landed.batchId)).toBeGreaterThan(1);
  await expectWhole();
  const after = await tables();
  // The same file where one row of it is there already is merged; that row is then sent again as it was.
  await revertBatch(db, landed.batchId, "test");
  expect(await db.inside.contact.count()).toBe(1);
  const source = { kind: "contacts", says: SAYS, erases: ["talkSeconds"] } as const;
  const merged = await applyRows(db, { ...source, says: [...SAYS, "preliminary"], rows: manyRows() });
  expect(await parts(merged.batchId)).toBe(1);
  expect(await tables()).toEqual(after);
});

test.each([
  ["an id that is there already", () => [...manyRows(), rowOf(-1, 61)], { new: ROWS, changed: 1, rejected: 0 }],
  ["a row stated twice alike", () => [...manyRows(), rowOf(7, 7)], { new: ROWS, changed: 0, rejected: 0 }],
  ["an id stated in two ways", () => [...manyRows(), rowOf(7, 8)], { new: ROWS - 1, changed: 0, rejected: 2 }],
])("%s at the end of a file: none of its rows stands twice", async (_what, rows, counts) => {
  const applied = await apply(rows());
  expect(applied).toMatchObject(counts);
  expect(await parts(applied.batchId)).toBeLessThanOrEqual(2);
  expect(await db.inside.contact.count()).toBe(1 + counts.new);
  await expectWhole();
  await revertBatch(db, applied.batchId, "test");
  expect(await db.inside.contact.findMany({ select: { externalId: true, talkSeconds: true } })).toEqual([
    { externalId: "R-1", talkSeconds: 60 },
  ]);
  await expectWhole();
});

test("two files of the same rows at once: each row is there once, and both are remembered", async () => {
  const both = await Promise.all([apply(manyRows()), apply(manyRows())]);
  expect(both.map((applied) => applied.new).toSorted((a, b) => a - b)).toEqual([0, ROWS]);
  expect(await db.inside.contact.count()).toBe(1 + ROWS);
  await expectWhole();
  for (const { batchId } of both) await revertBatch(db, batchId, "test");
  expect(await db.inside.contact.count()).toBe(1);
});

test("a file that breaks off while its rows land leaves nothing", async () => {
  const broken = [...manyRows(), { id: "no day", day: "never", fields: {} }];
  await expect(apply(broken)).rejects.toThrow("never");
  expect(await db.inside.contact.count()).toBe(1);
  expect(await apply(manyRows())).toMatchObject({ new: ROWS });
});
