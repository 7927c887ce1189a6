import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseEnvironment } from "~/config/environment";
import { command } from "~/cli/commands/import";
import { importFile } from "~/ingest/load/import-file.server";
import { dropText } from "~/jobs/drop-folder/drop-outcome";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { runsOf } from "../../support/property-runs";
import { clearFacts } from "./apply-rows";

const MAPPING = {
  key: "desk",
  name: "Desk",
  kind: "contacts",
  source: "desk",
  file: {
    format: "csv",
    headerRow: 2,
    skipRowsWhen: [
      { column: "Id", startsWith: ["Total", "Printed on"] },
      { column: "Queue", is: ["test"] },
    ],
  },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" }, program: { column: "Queue" } },
};
/** Below the headings: three rows, one of them rejected; three lines to skip; two blank ones. The banner is none of them. */
const FILE = [
  "Contacts of January",
  "Id,Opened,Queue",
  "1,2026-01-05 10:00,Sales",
  "2,2026-01-05 11:00,Test",
  "3,yesterday,Sales",
  ",,",
  "4,2026-01-06 11:00,Care",
  "Total,,3",
  "",
  "Printed on 31 January",
].join("\n");
const WORDS = "3 total or footer lines skipped";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-skipped-"));
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(text: string): Promise<string> {
  const file = path.join(folder, "desk.csv");
  await writeFile(file, text);
  return file;
}

async function importText(text: string, requested: { requestKey?: string; mapping?: object } = {}) {
  return importFile(db, {
    path: await written(text),
    fileName: "desk.csv",
    mapping: MAPPING,
    vendor: { key: "desk", name: "Desk" },
    by: { actor: "test", userId: null },
    filesFolder: path.join(folder, "files"),
    ...requested,
  });
}

const storedCounts = async () =>
  (await db.pool.query("SELECT rows_read AS read, rows_skipped AS passed FROM import_batch ORDER BY id")).rows;

describe("lines that are no rows", () => {
  test("are counted apart from those read, and remembered with the batch: in a first load and in a later one", async () => {
    const counts = { read: 3, skipped: 3, accepted: 2, rejected: 1 };
    expect(await importText(FILE)).toMatchObject({ ...counts, new: 2 });
    expect(await importText(FILE)).toMatchObject({ ...counts, unchanged: 2 });
    expect(await importText("Banner\nId,Opened,Queue\n9,2026-01-07 10:00,Care\n")).toMatchObject({ skipped: 0 });
    expect(await storedCounts()).toEqual([
      { read: 3, passed: 3 },
      { read: 3, passed: 3 },
      { read: 1, passed: 0 },
    ]);
  });

  test("are reported again when a request comes twice, and by a dry run", async () => {
    await importText(FILE, { requestKey: "once" });
    expect(await importText(FILE, { requestKey: "once" })).toMatchObject({ outcome: "already-applied", skipped: 3 });
    const { skipped } = await importFile(db, {
      path: await written(FILE),
      fileName: "desk.csv",
      mapping: MAPPING,
      vendor: { key: "desk", name: "Desk" },
      by: { actor: "test", userId: null },
      filesFolder: path.join(folder, "files"),
      dryRun: async () => null,
    });
    expect(skipped).toBe(3);
  });

  test("are all there is below the headings: the refusal says so", async () => {
    await expect(importText("Banner\nId,Opened,Queue\nTotal,,0\n")).rejects.toMatchObject({
      code: "no-rows",
      message: "The file has headings but no rows; 1 total or footer line skipped.",
    });
  });

  test("make up, with the rows read and the blank lines, every line below the headings", async () => {
    const lines = fc.array(fc.constantFrom("row", "bad", "total", "test", "blank", "empty"), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(lines, async (kinds) => {
        const text = kinds.map((kind, at) => lineOf(kind, at));
        const { read, skipped } = await importText(
          ["Banner", "Id,Opened,Queue", "first,2026-01-05 10:00,Care", ...text].join("\n"),
        );
        const blank = kinds.filter((kind) => kind === "blank" || kind === "empty").length;
        expect(skipped).toBe(kinds.filter((kind) => kind === "total" || kind === "test").length);
        expect(read + skipped + blank).toBe(1 + kinds.length);
      }),
      runsOf(25),
    );
  });

  test("are reported in words at the console and beside a dropped file, and not where there are none", async () => {
    expect(await atConsole(FILE)).toContain(`1 rejected; ${WORDS}.`);
    expect(await atConsole("Banner\nId,Opened,Queue\n9,2026-01-07 10:00,Care\n")).not.toContain("skipped");
    const figures = { id: 7, read: 3, collapsed: 0, new: 2, changed: 0, unchanged: 0, superseded: 0, rejected: 1 };
    const reported = (skipped: number) =>
      dropText(
        "a.csv",
        [{ fileName: "a.csv", outcome: { kind: "imported", batch: { ...figures, skipped }, again: false } }],
        "now",
      );
    expect(reported(3)).toContain(`1 rejected, ${WORDS}.`);
    expect(reported(0)).not.toContain("skipped");
  });
});

function lineOf(kind: string, at: number): string {
  if (kind === "empty") return "";
  if (kind === "blank") return " ,,";
  if (kind === "total") return `Total of ${at},,`;
  const queue = kind === "test" ? "TEST" : "Care";
  return `${at},${kind === "bad" ? "yesterday" : "2026-01-05 10:00"},${queue}`;
}

/** What the command line says of a file to people. */
async function atConsole(text: string): Promise<string> {
  const mapping = path.join(folder, "mapping.json");
  await writeFile(mapping, JSON.stringify(MAPPING));
  const printed: string[] = [];
  await command.run([await written(text), "--mapping", mapping, "--vendor", "desk"], {
    db,
    clock: () => TEST_NOW,
    environment: parseEnvironment({ NODE_ENV: "test" }, folder),
    out: { json: false, answer: (_document, inWords) => void printed.push(inWords?.() ?? ""), remark: () => undefined },
  });
  return printed.join("\n");
}
