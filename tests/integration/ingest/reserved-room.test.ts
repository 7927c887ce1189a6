import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openAllowance, unpackWithin } from "~/ingest/intake/upload-quota.server";
import { adoptFile, stagedFolder } from "~/ingest/intake/upload-folder.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { zipOf } from "../../support/zip-files";

const KB = 1_024;
const room = { files: 10, bytes: 100 * KB };
const quota = { person: room, all: { files: 100, bytes: 1_000 * KB } };
const content = "a,b\n".repeat(15 * KB);

let db: TestDatabase;
let dataFolder: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-room-"));
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

const open = (actor: string) => openAllowance({ db, dataFolder, actor, quota });

test.each([
  ["zip", () => zipOf([{ name: "calls.csv", content }])],
  ["gz", () => gzipSync(content)],
])("what one upload unpacks from a .%s is not given to another upload of the same person", async (ending, packed) => {
  const source = path.join(dataFolder, `calls.${ending}`);
  await writeFile(source, packed());
  const [first, second, other] = await Promise.all([open("ana"), open("ana"), open("bo")]);
  const unpacked = await unpackWithin(first, source, `calls.csv.${ending}`, { folder: dataFolder });
  const before = await readdir(dataFolder);
  await expect(unpackWithin(second, source, `calls.csv.${ending}`, { folder: dataFolder })).rejects.toMatchObject({
    code: "quota-of-person",
  });
  expect(await readdir(dataFolder)).toEqual(before);
  second.close();
  await unpackWithin(other, source, `calls.csv.${ending}`, { folder: dataFolder });
  other.close();

  const [file] = unpacked.files;
  const { bytes } = await adoptFile(stagedFolder(dataFolder), file?.path ?? "", first);
  expect(bytes).toBe(content.length);
  first.close();
  const third = await open("ana");
  await unpackWithin(third, source, `calls.csv.${ending}`, { folder: dataFolder });
  third.close();
});

test("what the drop folder takes in is not given to an upload: server and pages, built apart, share what is reserved", async () => {
  vi.resetModules();
  const server = await import("~/ingest/intake/upload-quota.server");
  expect(server.openAllowance).not.toBe(openAllowance);
  const dropped = await server.openAllowance({ db, dataFolder, actor: "ana", quota });
  const uploaded = await open("ana");
  dropped.addBytes(60 * KB);
  expect(() => uploaded.addBytes(60 * KB)).toThrow(expect.objectContaining({ code: "quota-of-person" }));
  dropped.close();
  uploaded.close();
});
