import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MAX_SLICE_NAMES, type SlicePart } from "~/data/imports/load/slice-names.server";
import { importFile } from "~/ingest/load/import-file.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { stored } from "../../support/survival/stored";
import { clearFacts } from "./apply-rows";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-names-"));
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

const mappingOf = (part: SlicePart) => ({
  key: "calls",
  name: "Calls",
  kind: "contacts",
  source: "calls",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd" }, [part]: { column: "Name" } },
});

/** Imports one contact for each of the names from `first` on, on days of two months. */
async function importNames(part: SlicePart, first: number, count: number, dryRun = false) {
  const rows = Array.from({ length: count }, (_, index) => {
    return `c${first + index},2026-0${1 + (index % 2)}-05,${part} ${first + index}`;
  });
  const file = path.join(folder, "file.csv");
  await writeFile(file, `Id,Opened,Name\n${rows.join("\n")}\n`);
  const by = { actor: "test", userId: null };
  const vendor = { key: "desk", name: "Desk" };
  const request = { path: file, fileName: "file.csv", mapping: mappingOf(part), vendor, by, filesFolder: folder };
  return dryRun ? importFile(db, { ...request, dryRun: () => Promise.resolve(null) }) : importFile(db, request);
}

describe.each(["site", "program", "channel"] as const)("the different names of a %s", (part) => {
  test("are limited: a file with too many is refused, tried or applied, and nothing is stored", async () => {
    const before = await stored(db);
    for (const dryRun of [true, false]) {
      await expect(importNames(part, 1, MAX_SLICE_NAMES + 1, dryRun)).rejects.toMatchObject({
        code: "too-many-names",
        message: expect.stringContaining(`501 different ${part}s. At most 500 are allowed.`),
      });
    }
    expect(await stored(db)).toEqual(before);
    expect(await importNames(part, 1, MAX_SLICE_NAMES)).toMatchObject({ new: MAX_SLICE_NAMES });
  });

  test("are counted over all files of the partner; known names still come", async () => {
    await importNames(part, 1, MAX_SLICE_NAMES);
    await expect(importNames(part, MAX_SLICE_NAMES, 2)).rejects.toMatchObject({ code: "too-many-names" });
    expect(await importNames(part, MAX_SLICE_NAMES, 1)).toMatchObject({ accepted: 1, rejected: 0 });
  });
});
