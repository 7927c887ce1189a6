import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { parseEnvironment } from "~/config/environment";
import { findAccount } from "~/data/access/accounts.server";
import { viewerOfAccount } from "~/domain/access/make-viewer";
import type { Viewer } from "~/domain/access/viewer";
import { importFile } from "~/ingest/load/import-file.server";
import { stagedFolder } from "~/ingest/intake/upload-folder.server";
import { scanDropFolder, nothingKnown, type DropMemory } from "~/jobs/drop-folder/scan.server";
import { workRun } from "~/jobs/imports/work-run.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { addPerson } from "../access/people";

export const MAPPING = {
  key: "desk-calls",
  name: "Desk calls",
  kind: "contacts",
  source: "desk-calls",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" }, agent: { column: "Agent" } },
};
export const HEADINGS = "Id,Opened,Agent";
export const FIRST = `${HEADINGS}\n1,2026-01-05 10:00,Ana\n2,2026-01-05 11:00,Ben\n`;
export const NEXT = `${HEADINGS}\n2,2026-01-05 11:00,Cal\n3,2026-01-06 09:00,Ana\n4,yesterday,Ana\n`;

/** A partner's drop folder with one file imported before, a clock, and what is known from earlier looks: new for each test. */
export function useDropFolder() {
  let db: TestDatabase;
  let folder: string;
  let dataFolder: string;
  let dropFolder: string;
  let memory: DropMemory;
  let now: Date;
  let lines: string[];
  let analyst: Viewer;

  beforeAll(async () => {
    db = await createTestDatabase();
    const account = (await findAccount(db, await addPerson(db, "ana@example.com", "analyst")))?.account;
    if (!account) throw new Error("no account");
    analyst = viewerOfAccount(account);
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "plumbline-drop-"));
    dataFolder = path.join(folder, "data");
    dropFolder = path.join(folder, "drop");
    await mkdir(path.join(dropFolder, "desk"), { recursive: true });
    memory = nothingKnown();
    now = new Date("2026-11-23T09:00:00Z");
    lines = [];
    await importText("known.csv", `${HEADINGS}\n0,2025-12-31 10:00,Ana\n`);
  });
  afterEach(async () => {
    await db.pool.query(
      "TRUNCATE waiting_file, import_run, import_batch, contact, measure_day, measure_month, rejected_row, contact_history, mapping",
    );
    await rm(folder, { recursive: true, force: true });
  });
  afterAll(() => db.inside.user.deleteMany({}));

  async function importText(fileName: string, text: string) {
    const file = path.join(folder, fileName);
    await writeFile(file, text);
    const vendor = { key: "desk", name: "Desk" };
    const by = { actor: "test", userId: null };
    return importFile(db, {
      path: file,
      fileName,
      mapping: MAPPING,
      vendor,
      by,
      filesFolder: path.join(dataFolder, "files"),
    });
  }

  const drop = (name: string, content: string | Uint8Array, partner = "desk") =>
    writeFile(path.join(dropFolder, partner, name), content);
  const there = (...parts: string[]) => readdir(path.join(dropFolder, ...parts)).then((names) => names.toSorted());
  const words = (...parts: string[]) => readFile(path.join(dropFolder, ...parts), "utf8");
  const work = (id: string) => workRun(db, id, { dataFolder, clock: () => now });
  const batches = () =>
    db.inside.importBatch.findMany({ where: { appliedBy: { not: "test" } }, orderBy: { id: "asc" } });
  const staged = async () => (await readdir(stagedFolder(dataFolder)).catch(() => [])).toSorted();

  const setting = (takeUpRun: (id: string) => Promise<void> = work) => ({
    db,
    dataFolder,
    dropFolder,
    quota: parseEnvironment({}, folder).uploadQuota,
    queue: { takeUpRun },
    clock: () => now,
    logger: pino({ level: "info" }, { write: (line: string) => void lines.push(line) }),
  });

  /** So many looks, far enough apart for a file to count as whole at the second. */
  async function look(times = 3, takeUpRun?: (id: string) => Promise<void>): Promise<void> {
    for (let turn = 0; turn < times; turn += 1) {
      await scanDropFolder({ ...setting(takeUpRun), signal: new AbortController().signal }, memory);
      now = new Date(now.getTime() + 10_000);
    }
  }

  const contacts = async () =>
    (await db.inside.contact.findMany({ orderBy: { externalId: "asc" } })).map(
      ({ externalId, agent }) => `${externalId} ${agent}`,
    );

  return {
    get db() {
      return db;
    },
    /** Around the drop folder and the data folder. */
    get folder() {
      return folder;
    },
    get dataFolder() {
      return dataFolder;
    },
    get dropFolder() {
      return dropFolder;
    },
    get analyst() {
      return analyst;
    },
    get now() {
      return now;
    },
    /** What was logged. */
    get lines() {
      return lines;
    },
    importText,
    drop,
    there,
    words,
    work,
    batches,
    staged,
    setting,
    look,
    contacts,
    /** As a process that has just started. */
    forget: () => {
      memory = nothingKnown();
    },
    wait: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
}
