import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { importFile, type ImportResult } from "~/ingest/load/import-file.server";
import { FileRefused } from "~/domain/input/refusal";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { clearFacts } from "../ingest/apply-rows";
import { ROW_TRAPS } from "./row-traps";
import { TEXT_TRAPS } from "./text-traps";
import { PLAIN_MAPPING, type StoredRow, type Trap } from "./trap";
import { VALUE_TRAPS } from "./value-traps";

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-traps-"));
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function importOne(content: string | Uint8Array, mapping: unknown): Promise<ImportResult> {
  const file = path.join(folder, "input");
  await writeFile(file, content);
  const by = { actor: "test", userId: null };
  return importFile(db, { path: file, fileName: "input", mapping, by, filesFolder: path.join(folder, "files") });
}

async function storedRows(): Promise<Record<string, StoredRow>> {
  const { rows } = await db.pool.query<{ id: string; row: StoredRow }>(
    "SELECT external_id AS id, to_jsonb(c) || jsonb_build_object('opened_at', to_char(opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')) AS row FROM contact c",
  );
  return Object.fromEntries(rows.map(({ id, row }) => [id, row]));
}

async function sums(): Promise<Record<string, number>> {
  const { rows } = await db.pool.query<{ measure: string; sum: number }>(
    "SELECT measure, sum(amount)::float8 AS sum FROM total GROUP BY measure",
  );
  return Object.fromEntries(rows.map(({ measure, sum }) => [measure, sum]));
}

async function play({ files, mapping }: Trap): Promise<ImportResult | FileRefused> {
  const document = JSON.parse(JSON.stringify({ ...PLAIN_MAPPING, ...mapping }));
  let last: ImportResult | FileRefused | null = null;
  for (const content of files) {
    last = await importOne(content, document).catch((error: unknown) => {
      if (error instanceof FileRefused) return error;
      throw error;
    });
  }
  if (!last) throw new Error("The trap has no file.");
  return last;
}

describe.each([
  ["text", TEXT_TRAPS],
  ["values", VALUE_TRAPS],
  ["rows", ROW_TRAPS],
])("traps in %s", (_of, traps) => {
  test.each(traps.map((trap) => [trap.trap, trap] as const))("%s", async (_name, trap) => {
    const outcome = await play(trap);
    if (outcome instanceof FileRefused) {
      expect(`${outcome.code}: ${outcome.message}`).toMatch(new RegExp(`^${trap.refused ?? "not refused"}: `));
      return;
    }
    expect(trap.refused ?? "not refused").toBe("not refused");
    expect(outcome).toMatchObject(trap.counts ?? { rejected: trap.problems?.length ?? 0 });
    expect(outcome.errors.map(({ code }) => code)).toEqual(trap.problems ?? []);
    if (trap.stored) expect(await storedRows()).toMatchObject(trap.stored);
    if (trap.sums) expect(await sums()).toMatchObject(trap.sums);
  });
});
