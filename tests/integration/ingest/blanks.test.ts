import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withdrawBatch } from "~/data/batches-withdraw.server";
import { importFile } from "~/ingest/import-file.server";
import { readMapping } from "~/ingest/mapping";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { clearFacts } from "./apply-rows";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-blanks-"));
  await db.inside.organisation.create({ data: { name: "Test", timeZone: "UTC" } });
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

  test("takes it away where the mapping says so, in the columns that it reads, until the batch is withdrawn", async () => {
    await importLines(FIRST, MAPPING);
    const restated = await importLines(SECOND, { ...MAPPING, blanks: "erase", fields: WITHOUT_AGENT });
    expect(restated).toMatchObject({ changed: 1, unchanged: 0 });
    expect(await known()).toEqual([{ site: "", agent: "Ana", talk: null }]);
    expect(await withdrawBatch(db, restated.batch, "test")).toBe("withdrawn");
    expect(await known()).toEqual(whole);
  });

  test("is not for totals, where a blank is no tally", () => {
    const totals = { ...MAPPING, blanks: "erase", kind: "tallies", fields: { day: { column: "at", format: "iso" } } };
    const { externalId: _externalId, ...asked } = totals;
    const reading = readMapping({ ...asked, tallies: [{ measure: "offered", column: "offered" }] });
    expect(reading.ok ? [] : reading.problems.map(({ message }) => message)).toEqual(['Unrecognized key: "blanks"']);
  });
});
