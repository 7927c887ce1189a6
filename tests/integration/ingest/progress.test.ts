import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { importFile, type ImportProgress, type ImportRequest } from "~/ingest/load/import-file.server";
import { FileRefused } from "~/domain/input/refusal";
import type * as StagedRows from "~/ingest/load/read-rows.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { applyRows, clearFacts } from "./apply-rows";
import { CALLS_MAPPING } from "./calls-mapping";

/** What happens when the first rows of a file were read and more are to come. */
const afterPiece = vi.hoisted((): { do: () => void } => ({ do: () => undefined }));
vi.mock("~/ingest/load/read-rows.server", async (original) => {
  const actual = await original<typeof StagedRows>();
  async function* stagedRows(...given: Parameters<typeof actual.stagedRows>) {
    for await (const piece of actual.stagedRows(...given)) {
      yield piece;
      afterPiece.do();
    }
  }
  return { ...actual, stagedRows };
});

const ROWS = 30_000;

let db: TestDatabase;
let folder: string;
let request: ImportRequest;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-progress-"));
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const wait = row % 1_000 === 0 ? "soon" : row % 90;
    return `${row},2026-01-${String(1 + (row % 28)).padStart(2, "0")}T10:00:00Z,Lisbon,${wait}\n`;
  });
  const file = path.join(folder, "calls.csv");
  await writeFile(file, `Id,Opened,Site,Wait\n${lines.join("")}`);
  request = {
    path: file,
    fileName: "calls.csv",
    mapping: CALLS_MAPPING,
    by: { actor: "test", userId: null },
    filesFolder: path.join(folder, "files"),
  };
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function everythingStored(): Promise<unknown> {
  const { rows } = await db.pool.query(`
    SELECT (SELECT count(*) FROM contact) AS contacts, (SELECT count(*) FROM measure_day) AS days,
      (SELECT count(*) FROM import_batch) AS batches, (SELECT count(*) FROM rejected_row) AS rejected,
      (SELECT count(*) FROM vendor) AS vendors, (SELECT sum(revision) FROM vendor) AS revisions,
      (SELECT count(*) FROM mapping) AS mappings, (SELECT count(*) FROM audit_event) AS events`);
  return [rows, await readdir(path.join(folder, "files"), { recursive: true }).catch(() => [])];
}

test("progress tells the bytes and rows read, and every phase once in its order", async () => {
  const reported: ImportProgress[] = [];
  const result = await importFile(db, { ...request, onProgress: (progress) => reported.push(progress) });
  expect(result).toMatchObject({ outcome: "applied", read: ROWS, new: ROWS - 30, rejected: 30 });
  const phases = reported.map(({ phase }) => phase);
  expect(phases.filter((phase, index) => phase !== phases[index - 1])).toEqual(["reading", "merging", "rolling-up"]);
  expect(reported[0]).toMatchObject({ bytesRead: 0, rows: 0, rejected: 0 });
  const last = reported.at(-1);
  expect(last).toMatchObject({ rows: ROWS, rejected: 30 });
  expect(last?.bytesRead).toBe(last?.bytesTotal);
  expect(reported.map(({ bytesRead }) => bytesRead)).toEqual(
    reported.map(({ bytesRead }) => bytesRead).sort((a, b) => a - b),
  );
});

describe("a dry run", () => {
  test("sees what would be there, counts it, and leaves nothing behind", async () => {
    const before = await everythingStored();
    const tried = await importFile(db, {
      ...request,
      dryRun: async (inside, { batch }) => ({
        batch: await inside.inside.importBatch.findUnique({ where: { id: batch }, select: { rowsNew: true } }),
        perDay: await inside.inside.measureDay.aggregate({ _sum: { unqueued: true } }),
        byPool: (await inside.pool.query<{ rows: number }>("SELECT count(*)::int AS rows FROM contact")).rows[0]?.rows,
        outside: await db.pool.query("SELECT FROM contact").then(({ rowCount }) => rowCount),
      }),
    });
    expect(tried).toMatchObject({ outcome: "tried", read: ROWS, new: ROWS - 30, changed: 0, rejected: 30 });
    expect(tried.dryRun).toEqual({
      batch: { rowsNew: ROWS - 30 },
      perDay: { _sum: { unqueued: ROWS - 30 } },
      byPool: ROWS - 30,
      outside: 0,
    });
    expect(await everythingStored()).toEqual(before);
  });

  test("may ask at once, and in transactions of its own", async () => {
    const { dryRun } = await importFile(db, {
      ...request,
      dryRun: ({ inside }) =>
        Promise.all([
          inside.contact.count(),
          inside.$transaction((tx) => tx.contact.deleteMany({ where: { line: { lt: 100 } } })),
          inside.$transaction(() => Promise.reject(new Error("thought better of it"))).catch(() => "undone"),
          inside.$transaction([inside.contact.count(), inside.measureDay.count()]),
        ]),
    });
    expect(dryRun).toEqual([ROWS - 30, { count: 97 }, "undone", [ROWS - 127, 28]]);
  });

  test("that fails undoes all as well", async () => {
    const before = await everythingStored();
    const failed = importFile(db, { ...request, dryRun: () => Promise.reject(new Error("no answer")) });
    await expect(failed).rejects.toThrow("no answer");
    expect(await everythingStored()).toEqual(before);
  });
});

/** Waits for a table that the test holds, after the place in question: an import gets no further before the test lets go. */
const HELD_BY = { merging: "received_day", "rolling-up": "measure_day" } as const;

/** Holds the table, and answers what waits until an import waits for it, and what lets go. */
async function hold(table: string): Promise<{ reached: () => Promise<void>; release: () => void }> {
  const holder = await db.pool.connect();
  await holder.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
  const reached = async () => {
    for (;;) {
      const { rowCount } = await holder.query("SELECT FROM pg_locks WHERE relation = $1::regclass AND NOT granted", [
        table,
      ]);
      if (rowCount !== 0) return;
      await sleep(10);
    }
  };
  return { reached, release: () => holder.release(true) };
}

describe("a cancelled import stores nothing", () => {
  const stopAt = async (phase: "reading" | keyof typeof HELD_BY) => {
    const stop = new AbortController();
    if (phase === "reading") {
      afterPiece.do = () => stop.abort();
      return importFile(db, { ...request, signal: stop.signal });
    }
    const { reached, release } = await hold(HELD_BY[phase]);
    let seen = "";
    const onProgress = (progress: ImportProgress) => void (seen = progress.phase);
    const cancelled = importFile(db, { ...request, signal: stop.signal, onProgress });
    cancelled.catch(() => undefined);
    await reached();
    expect(seen).toBe(phase);
    stop.abort();
    return cancelled.finally(release);
  };
  afterEach(() => {
    afterPiece.do = () => undefined;
  });

  test.each([
    ["reading", "into an empty table"],
    ["reading", "beside other rows"],
    ["merging", "into an empty table"],
    ["merging", "beside other rows"],
    ["rolling-up", "into an empty table"],
    ["rolling-up", "beside other rows"],
  ] as const)("while %s, %s", async (phase, where) => {
    const other = { id: "other", day: "2026-02-01", fields: { openedAt: "2026-02-01T10:00:00Z" } };
    if (where === "beside other rows") await applyRows(db, { kind: "contacts", vendor: "other", rows: [other] });
    const before = await everythingStored();
    const cancelled = stopAt(phase);
    await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
    await expect(cancelled).rejects.toBeInstanceOf(FileRefused);
    expect(await everythingStored()).toEqual(before);
  });

  test("before it started", async () => {
    const before = await everythingStored();
    await expect(importFile(db, { ...request, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "cancelled",
    });
    expect(await everythingStored()).toEqual(before);
  });
});
