import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compareDays, type RowChange } from "~/data/imports/batch-changes.server";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { loadRowChanges } from "~/reports/imports/batches.server";
import { importFile } from "~/ingest/load/import-file.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { lead } from "../reports/tiny-data";
import { clearFacts } from "./apply-rows";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-blanks-"));
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

const MAPPING = {
  key: "calls",
  name: "Calls",
  kind: "contacts",
  source: "calls",
  file: { format: "csv", delimiter: "," },
  nulls: ["n/a"],
  timeZone: "UTC",
  vendor: { constant: "acme" },
  externalId: { column: "id" },
  fields: {
    openedAt: { column: "at", format: "iso" },
    site: { column: "site" },
    talkSeconds: { column: "talk", unit: "s" },
    agent: { column: "agent" },
  },
};
const { agent: _agent, ...WITHOUT_AGENT } = MAPPING.fields;

async function importLines(lines: readonly string[], mapping: object) {
  const file = path.join(folder, "calls.csv");
  await writeFile(file, lines.join("\n"));
  const by = { actor: "test", userId: null };
  return importFile(db, {
    path: file,
    fileName: "calls.csv",
    mapping,
    vendor: { key: "acme", name: "Acme" },
    by,
    filesFolder: path.join(folder, "files"),
  });
}

const known = async () =>
  (await db.pool.query("SELECT site, agent, talk_seconds AS talk FROM contact ORDER BY external_id")).rows;

describe("a blank in a file that restates rows", () => {
  const FIRST = ["id,at,site,talk,agent", "A,2026-03-01T09:00:00Z,Lisbon,30,Ana"];
  const SECOND = ["id,at,site,talk", "A,2026-03-01T09:00:00Z,n/a,"];
  const whole = [{ site: "Lisbon", agent: "Ana", talk: 30 }];

  test.each([undefined, "keep"])("keeps what was known where the mapping says %s", async (blanks) => {
    await importLines(FIRST, MAPPING);
    const restated = { ...MAPPING, ...(blanks ? { blanks } : {}), fields: WITHOUT_AGENT };
    expect(await importLines(SECOND, restated)).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await known()).toEqual(whole);
  });

  test("takes it away where the mapping says so, in the columns that it reads, until the batch is reverted", async () => {
    await importLines(FIRST, MAPPING);
    const restated = await importLines(SECOND, { ...MAPPING, blanks: "erase", fields: WITHOUT_AGENT });
    expect(restated).toMatchObject({ changed: 1, unchanged: 0 });
    expect(await known()).toEqual([{ site: "", agent: "Ana", talk: null }]);
    expect(await revertBatch(db, restated.batch, "test")).toBe("reverted");
    expect(await known()).toEqual(whole);
  });

  describe("of totals", () => {
    const TOTALS = {
      key: "totals",
      name: "Totals",
      kind: "totals",
      source: "totals",
      file: { format: "csv", delimiter: "," },
      timeZone: "UTC",
      vendor: { constant: "acme" },
      fields: {
        day: { column: "day", format: "iso" },
        preliminary: { column: "status", trueValues: ["preliminary"], falseValues: ["final"] },
      },
      totals: [
        { measure: "offered", column: "offered" },
        { measure: "answered", column: "answered" },
      ],
    };
    const HEADINGS = "day,status,offered,answered";
    const amounts = async () =>
      (await db.pool.query("SELECT offered, answered FROM measure_day WHERE day = '2026-03-01'")).rows;
    const preliminary = async () =>
      (await db.pool.query("SELECT measure, rows FROM preliminary_day ORDER BY measure")).rows;

    test("takes back a preliminary total where the mapping says so, until the final batch is reverted", async () => {
      await importLines([HEADINGS, "2026-03-01,preliminary,100,90"], TOTALS);
      const final = await importLines([HEADINGS, "2026-03-01,final,105,"], { ...TOTALS, blanks: "erase" });
      expect(await amounts()).toEqual([{ offered: 105, answered: null }]);
      expect(await preliminary()).toEqual([]);
      expect(await revertBatch(db, final.batch, "test")).toBe("reverted");
      expect(await amounts()).toEqual([{ offered: 100, answered: 90 }]);
      expect(await preliminary()).toEqual([
        { measure: "answered", rows: 1 },
        { measure: "offered", rows: 1 },
      ]);
    });

    test("keeps the total otherwise", async () => {
      await importLines([HEADINGS, "2026-03-01,final,100,90"], TOTALS);
      await importLines([HEADINGS, "2026-03-01,final,105,"], TOTALS);
      expect(await amounts()).toEqual([{ offered: 105, answered: 90 }]);
    });

    test("is not zero: a ratio of it is not measured", async () => {
      await importLines([HEADINGS, "2026-03-01,final,100,90"], TOTALS);
      await importLines([HEADINGS, "2026-03-01,final,,"], { ...TOTALS, blanks: "erase" });
      expect(await amounts()).toEqual([{ offered: null, answered: null }]);
      const rows = await db.pool.query("SELECT count(*)::int AS rows FROM total WHERE amount IS NOT NULL");
      expect(rows.rows).toEqual([{ rows: 0 }]);
    });

    test("shows the rows of the file per day, not the totals in them", async () => {
      const { batch } = await importLines([HEADINGS, "2026-03-01,final,100,90", "2026-03-02,final,50,45"], TOTALS);
      expect((await compareDays(db, batch)).days).toEqual([
        { day: "2026-03-01", rows: 1 },
        { day: "2026-03-02", rows: 1 },
      ]);
    });
  });
});

describe("the changes of a restatement", () => {
  const rows = (talk: number, site: string) => [
    "id,at,site,talk",
    ...Array.from({ length: 120 }, (_, index) => {
      return `${String(index).padStart(3, "0")},2026-03-01T09:00:00Z,${site},${index % 2 === 0 ? talk : 30}`;
    }),
  ];

  test("page to their end, and can be limited to changed figures", async () => {
    const mapping = { ...MAPPING, fields: WITHOUT_AGENT };
    await importLines(rows(30, "Lisbon"), mapping);
    const { batch } = await importLines(rows(31, "Porto"), mapping);
    const viewer = lead();
    const walk = async (only: "all" | "figures") => {
      const found: RowChange[] = [];
      for (let page = 1; ; page += 1) {
        const read = await loadRowChanges(db, viewer, batch, { page, only });
        if (read === null) throw new Error("The import is missing.");
        found.push(...read.changes);
        if (!read.hasMore) return found;
      }
    };
    const all = await walk("all");
    expect(all).toHaveLength(120);
    expect(new Set(all.flatMap(({ fields }) => fields.map(({ column }) => column)))).toEqual(
      new Set(["site", "talk_seconds"]),
    );
    const figures = await walk("figures");
    expect(figures).toHaveLength(60);
    expect(figures.every(({ fields }) => fields.length === 1 && fields[0]?.column === "talk_seconds")).toBe(true);
  });
});
