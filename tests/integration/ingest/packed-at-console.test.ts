import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CommandFailure } from "~/cli/command";
import { command } from "~/cli/commands/import";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { zipOf } from "../../support/zip-files";
import { clearFacts } from "./apply-rows";

const MAPPING = {
  key: "desk",
  name: "Desk",
  kind: "contacts",
  source: "desk",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "iso" }, agent: { column: "Agent" } },
};
const TABLE = "Id,Opened,Agent\n1,2026-01-05T10:00,José\n2,2026-01-05T11:00,Zoë\n";

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-packed-"));
  await writeFile(path.join(folder, "mapping.json"), JSON.stringify(MAPPING));
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function importOf(name: string, content: Uint8Array): Promise<unknown> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  const args = [file, "--mapping", path.join(folder, "mapping.json"), "--vendor", "atlas"];
  return runCommand(command, args, { db, clock: () => TEST_NOW, folder });
}

test.each<[string, string, Uint8Array]>([
  ["gzip of UTF-16", "desk.csv.gz", gzipSync(iconv.encode(TABLE, "utf-16le", { addBOM: true }))],
  ["an archive of one file", "desk.zip", zipOf([{ name: "march/desk.csv", content: TABLE }])],
])("the command line takes %s as it takes what is inside", async (_what, name, content) => {
  expect(await importOf(name, content)).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
  const { rows } = await db.pool.query<{ agent: string }>("SELECT agent FROM contact ORDER BY external_id");
  expect(rows.map(({ agent }) => agent)).toEqual(["José", "Zoë"]);
  const batches = await db.pool.query<{ file_name: string }>(
    "SELECT file_name FROM import_batch ORDER BY id DESC LIMIT 1",
  );
  expect(batches.rows).toEqual([{ file_name: "desk.csv" }]);
});

test("an archive of several files is answered with their names, and nothing is stored", async () => {
  const several = zipOf([
    { name: "a.csv", content: TABLE },
    { name: "b.csv", content: TABLE },
  ]);
  const refused: unknown = await importOf("both.zip", several).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(CommandFailure);
  expect(refused).toMatchObject({ code: "several-files", message: expect.stringContaining("a.csv, b.csv") });
  expect((await db.pool.query("SELECT FROM contact")).rowCount).toBe(0);
});
