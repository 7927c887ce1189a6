import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importFile, type ImportResult } from "~/ingest/load/import-file.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { requireRollUpsEqualFacts, requireWholeBatches } from "../../support/survival/stored";
import { MAPPING } from "../../support/survival/steps";
import { clearFacts } from "../../integration/ingest/apply-rows";

let db: TestDatabase;
let folder: string;
let sent = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-at-once-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ROWS = 2_000;

/** Calls of three days; `wait` is in each of them. */
async function writeCalls(name: string, ids: string, wait: number): Promise<string> {
  const lines = ["Id,Opened,Site,Agent,Answered,Wait,Csat"];
  for (let row = 1; row <= ROWS; row += 1)
    lines.push(`${ids}${row},2026-03-0${1 + (row % 3)} 10:00,Manila,Ana,Y,${wait},${1 + (row % 5)}`);
  const file = path.join(folder, name);
  await writeFile(file, `${lines.join("\n")}\n`);
  return file;
}

function send(
  file: string,
  { requestKey, vendor }: { requestKey?: string; vendor?: string } = {},
): Promise<ImportResult> {
  sent += 1;
  return importFile(db, {
    path: file,
    fileName: "calls.csv",
    mapping: MAPPING,
    vendor: { key: vendor ?? "survivor" },
    by: { actor: "test", userId: null },
    filesFolder: path.join(folder, "files"),
    requestKey: requestKey ?? `sent ${sent}`,
  });
}

async function contacts() {
  const { rows } = await db.pool.query<{ contacts: number; ids: number; waits: number[]; days: number }>(
    `SELECT count(*)::int AS contacts, count(DISTINCT (vendor_id, source, external_id))::int AS ids,
       array_agg(DISTINCT wait_seconds) AS waits, count(DISTINCT day)::int AS days FROM contact`,
  );
  return rows[0];
}

const added = (results: readonly ImportResult[], count: "new" | "changed" | "unchanged") =>
  results.reduce((sum, result) => sum + result[count], 0);

describe("imports at once", () => {
  test("the same file four times over, as four requests: every row once", async () => {
    await clearFacts(db);
    const file = await writeCalls("same.csv", "A", 10);
    const results = await Promise.all([1, 2, 3, 4].map(() => send(file)));
    expect(results.every(({ outcome, accepted }) => outcome === "applied" && accepted === ROWS)).toBe(true);
    expect([added(results, "new"), added(results, "changed"), added(results, "unchanged")]).toEqual([
      ROWS,
      0,
      3 * ROWS,
    ]);
    expect(await contacts()).toEqual({ contacts: ROWS, ids: ROWS, waits: [10], days: 3 });
    expect(await db.inside.importBatch.count()).toBe(4);
    await requireWholeBatches(db);
    await requireRollUpsEqualFacts(db);
  });

  test("one request, sent four times over: one batch", async () => {
    await clearFacts(db);
    const file = await writeCalls("once.csv", "A", 10);
    const results = await Promise.all([1, 2, 3, 4].map(() => send(file, { requestKey: "once" })));
    expect(results.filter(({ outcome }) => outcome === "applied")).toHaveLength(1);
    expect(new Set(results.map(({ batch }) => batch)).size).toBe(1);
    expect(await contacts()).toEqual({ contacts: ROWS, ids: ROWS, waits: [10], days: 3 });
    expect(await db.inside.importBatch.count()).toBe(1);
    await requireWholeBatches(db);
    await requireRollUpsEqualFacts(db);
  });

  test("two files of other rows for the same days: all rows of both, once", async () => {
    await clearFacts(db);
    const files = [await writeCalls("a.csv", "A", 10), await writeCalls("b.csv", "B", 20)];
    const results = await Promise.all(files.map((file) => send(file)));
    expect(added(results, "new")).toBe(2 * ROWS);
    expect(await contacts()).toEqual({ contacts: 2 * ROWS, ids: 2 * ROWS, waits: [10, 20], days: 3 });
    await requireWholeBatches(db);
    await requireRollUpsEqualFacts(db);
  });

  test("two files that say different things of the same rows: what one of them says of all, never some of each", async () => {
    await clearFacts(db);
    const files = [await writeCalls("first.csv", "A", 10), await writeCalls("second.csv", "A", 20)];
    const results = await Promise.all(files.map((file) => send(file)));
    expect([added(results, "new"), added(results, "changed")]).toEqual([ROWS, ROWS]);
    const later = results[0]?.new === ROWS ? 20 : 10;
    expect(await contacts()).toEqual({ contacts: ROWS, ids: ROWS, waits: [later], days: 3 });
    await requireWholeBatches(db);
    await requireRollUpsEqualFacts(db);
  });

  test("files of two partners for the same days, one of them new: neither waits for the other in a ring", async () => {
    await clearFacts(db);
    const files = [await writeCalls("one.csv", "A", 10), await writeCalls("two.csv", "A", 20)];
    const results = await Promise.all(
      [0, 1, 0, 1].map((which) => send(files[which] ?? "", { vendor: which === 0 ? "survivor" : "newcomer" })),
    );
    expect([added(results, "new"), added(results, "unchanged")]).toEqual([2 * ROWS, 2 * ROWS]);
    expect(await contacts()).toEqual({ contacts: 2 * ROWS, ids: 2 * ROWS, waits: [10, 20], days: 3 });
    await requireWholeBatches(db);
    await requireRollUpsEqualFacts(db);
  });
});
