import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { importFile } from "~/ingest/load/import-file.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { clearFacts } from "./apply-rows";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-names-"));
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

const monthly = (day: object, site?: object) => ({
  key: "monthly",
  name: "Monthly totals",
  kind: "totals",
  source: "monthly",
  file: { format: "csv", delimiter: "," },
  timeZone: "UTC",
  vendor: { constant: "acme" },
  fields: { day, ...(site ? { site } : {}) },
  totals: [{ measure: "offered", column: "Calls" }],
});

async function importNamed(fileName: string, calls: number, mapping: object) {
  const file = path.join(folder, "content");
  await writeFile(file, `Calls\n${calls}\n`);
  const by = { actor: "test", userId: null };
  const vendor = { key: "acme", name: "Acme" };
  return importFile(db, { path: file, fileName, mapping, vendor, by, filesFolder: path.join(folder, "files") });
}

const stored = async () => (await db.pool.query("SELECT day::text, site, amount FROM total ORDER BY day, site")).rows;

describe("the month in a file's name", () => {
  test("is read by one mapping from each file", async () => {
    const mapping = monthly({ name: "yyyy-MM" });
    await importNamed("calls-2026-09.csv", 90, mapping);
    await importNamed("calls 2026-10 (2).csv", 100, mapping);
    await importNamed("calls-2026-11.csv", 110, mapping);
    expect(await stored()).toEqual([
      { day: "2026-09-01", site: "", amount: 90 },
      { day: "2026-10-01", site: "", amount: 100 },
      { day: "2026-11-01", site: "", amount: 110 },
    ]);
    const mappings = await db.pool.query("SELECT DISTINCT version FROM mapping WHERE key = 'monthly'");
    expect(mappings.rowCount).toBe(1);
  });

  test("may be written in words, beside other parts of the name", async () => {
    const mapping = monthly({ name: "MMMM yyyy" }, { name: { split: "_", index: 1 } });
    await importNamed("Cebu_Calls März 2026.csv", 70, mapping);
    expect(await stored()).toEqual([{ day: "2026-03-01", site: "Cebu", amount: 70 }]);
  });

  test.each([
    ["calls.csv", "no-date-in-name"],
    ["calls-12026-10.csv", "no-date-in-name"],
    ["calls-2026-09-to-2026-10.csv", "no-date-in-name"],
    ["calls-2026-13.csv", "no-date-in-name"],
  ])("is requested where %s does not tell it, and nothing is stored", async (fileName, code) => {
    await expect(importNamed(fileName, 1, monthly({ name: "yyyy-MM" }))).rejects.toMatchObject({ code });
    expect(await stored()).toEqual([]);
  });
});
